from plusone.core.room import Room


class LearningConfig(Room):
    default = True
    name = "plusone.learning"

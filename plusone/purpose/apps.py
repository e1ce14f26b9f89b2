from plusone.core.room import Room


class PurposeConfig(Room):
    default = True
    name = "plusone.purpose"

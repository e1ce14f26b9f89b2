from plusone.core.room import Room


class HomeConfig(Room):
    default = True
    name = "plusone.home"

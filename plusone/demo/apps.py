from plusone.core.room import Room


class DemoConfig(Room):
    default = True
    name = "plusone.demo"

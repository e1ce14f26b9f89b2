from plusone.core.room import Room


class ConfigConfig(Room):
    default = True
    name = "plusone.config"

from plusone.core.room import Room


class PeopleConfig(Room):
    default = True
    name = "plusone.people"

from plusone.core.room import Room


class CoursesConfig(Room):
    default = True
    name = "plusone.courses"

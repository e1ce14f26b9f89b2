from plusone.core.room import Room


class SkillsConfig(Room):
    default = True
    name = "plusone.skills"

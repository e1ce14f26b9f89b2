from plusone.core.room import Room


class OutcomesConfig(Room):
    default = True
    name = "plusone.outcomes"

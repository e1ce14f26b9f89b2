"""TEMP"""
def settle(person, goal):
    pass

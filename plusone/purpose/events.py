"""What can happen to the school's purpose."""

from plusone.core import events

STATED = events.declare("purpose.stated", "Leadership stated a version of the mission or of the vision.")
GOAL_STATED = events.declare("purpose.goal_stated", "Leadership stated a goal: how many people, from when, by when.")
GOAL_REWORDED = events.declare("purpose.goal_reworded", "A goal got other words; its number and its days never change.")

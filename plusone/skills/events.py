"""What happens to occupations and skills."""

from plusone.core import events

LOADED = events.declare("skills.loaded", "Occupations and skills of a release were loaded.")

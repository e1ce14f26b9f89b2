"""Plusone takes people from a first lesson to a first day at work, and counts each one: +1."""

__version__ = "0.1.0"

"""What calls that make or replace a school do once they entered it; loaded by `school.load`."""

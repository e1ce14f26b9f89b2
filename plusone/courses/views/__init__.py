"""The authors' pages by what they are about."""

"""Markdown to safe HTML, for texts that people bring: CommonMark with tables, boxes, word lists and formulas.

    rendered = render(text, language="en", links=resolve, boxes={"note": Box()})

Whoever calls says what the boxes are and where links lead; nothing here knows what a text is for.
"""

from plusone.core.markdown.boxes import Block, blocks
from plusone.core.markdown.page import render, render_phrase
from plusone.core.markdown.types import Box, Heading, Links, Problem, Rendered, Target

__all__ = ["Block", "Box", "Heading", "Links", "Problem", "Rendered", "Target", "blocks", "render", "render_phrase"]

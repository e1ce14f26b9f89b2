"""The demo school's own words: its data, as every school's are."""

from typing import Any

SCHOOL = "Open Work School"

PURPOSE = {
    ("mission", 1): {"en": "Make education accessible. Equal access to high-quality education for everyone."},
    ("vision", 1): {"en": "Help people to find jobs."},
    ("vision", 2): {"en": "Help people to find jobs and remain employable."},
}
FIND_JOBS = {"en": "find jobs"}
SCOPE: list[dict[str, Any]] = [
    {"rule": "refuse_audience", "audience": "pupils", "phrase": FIND_JOBS},
    {"rule": "require_occupation_or_skill", "phrase": FIND_JOBS},
]
GOALS = {
    1: {"en": "One million people helped to a job by the end of 2025."},
    2: {"en": "500 people helped to a job."},
}
ON_HOLD = "It is liked and useful, but hardly anybody lands in a job through it. You can read it to the end."
NOT_PROVEN = "The page that you sent shows neither the employer nor the first day. Send the page that does."

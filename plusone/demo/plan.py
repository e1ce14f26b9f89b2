"""What happened at the demo school until a day: a pure function of that day, played by the real actions.

The school began in December 2024. Its first goal ran through 2025 and has a verdict; the second began on 1 January
2026. Learners enter at the same pace in every half-year, each on one of a few courses of life, which are cut off
where the day comes. Nothing here is a special case for the program: a plan is only a list of who did what when.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from plusone.demo.cast import CAST, learner

BEGAN = date(2024, 12, 2)
FIRST_GOAL = (date(2025, 1, 1), date(2025, 12, 31), 1_000_000)
SECOND_GOAL_BEGINS = date(2026, 1, 1)
SECOND_GOAL_TARGET = 500
ENTRANTS_A_HALF_YEAR = 26
HALF_YEARS_SHOWN = 4  # besides those of 2025, whose history stands still
ACCESSIBILITY = ("how-people-use-the-web", "keyboard-and-screen-reader")
CAREER = "find-your-job"
MATHS = ("school-maths-numbers", "school-maths-equations")


@dataclass(frozen=True, order=True)
class Step:
    """At an instant (UTC) somebody of the cast did something; `what` holds the details that the verb needs."""

    at: datetime
    order: int
    verb: str = field(compare=False)
    who: str = field(compare=False)
    what: dict[str, Any] = field(compare=False, default_factory=dict)


@dataclass(frozen=True)
class Life:
    """One course of life. Days count from registering, and for the job from its first day.

    `pace` days between chapters; `chapters` how many of the accessibility chapters they do (None: all); `job` what
    becomes of the search.
    """

    pace: int
    chapters: int | None
    job: str = ""
    kind: str = "full_time"
    hours: str = "38"
    asked: bool = True


LIVES: tuple[Life, ...] = (
    Life(3, None, "counted"),
    Life(4, None, "counted", "part_time", "24"),
    Life(5, 7),
    Life(3, None, "employer", "full_time", "36"),
    Life(4, None, "counted", asked=False),
    Life(6, 4),
    Life(3, None, "not proven", "part_time", "20"),
    Life(5, None, "counted", "apprenticeship", "38"),
    Life(4, None),
    Life(3, None, "counted", "contract", "32"),
    Life(7, 2),
    Life(4, None, "business", "own_business", "30"),
    Life(5, None, "few hours", "part_time", "10"),
    Life(3, None, "ended early", "contract", "38"),
    Life(4, None, "no credit"),
    Life(5, None, "counted", "part_time", "28"),
    Life(6, None, "withdrawn", "part_time", "20"),
)

EMPLOYERS = (
    "Rivier Hospital, Leuven City Library, Stad Mechelen, NorthRail, Veldhuis Bikes, Brightpay, Hofman Notaries, "
    "Atlas Insurance, Cargo West, Museum Hof, Tidal Energy, Parkline Housing"
).split(", ")
TITLES = ("Web accessibility tester", "Accessibility consultant", "Software tester", "Web editor", "Support technician")


def plan(day: date) -> list[Step]:
    """Every step until 07:00 UTC of `day`, in order. The same day gives the same plan."""
    until = datetime.combine(day, time(7), UTC)
    steps = [*_opening(day), *_maths_readers(), *_named(day)]
    for number, entered in enumerate(entrants(day)):
        steps += _life(number, entered)
    return sorted(step for step in steps if step.at < until)


def entrants(day: date) -> list[date]:
    """The days on which learners register: the same number in each half-year, spread evenly, until `day`."""
    halves = [date(2025, 1, 1), date(2025, 7, 1)]
    half = date(day.year, 1 if day.month < 7 else 7, 1)
    recent = []
    for _ in range(HALF_YEARS_SHOWN + 1):
        if half >= SECOND_GOAL_BEGINS:
            recent.append(half)
        half = date(half.year - 1, 7, 1) if half.month == 1 else date(half.year, 1, 1)
    days = []
    for start in halves + sorted(recent):
        for index in range(ENTRANTS_A_HALF_YEAR):
            days.append(start + timedelta(days=4 + index * 176 // ENTRANTS_A_HALF_YEAR))
    return [entered for entered in days if entered < day]


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), UTC)


class _Steps:
    """Collects steps of one person, so that those of one minute keep their order."""

    def __init__(self, who: str, base: int) -> None:
        self.who, self.next = who, base
        self.steps: list[Step] = []

    def add(self, moment: datetime, verb: str, **what: Any) -> None:
        self.steps.append(Step(moment, self.next, verb, what.pop("by", self.who), what))
        self.next += 1

    def __iter__(self) -> Iterator[Step]:
        return iter(self.steps)


def _opening(day: date) -> Iterator[Step]:
    school = _Steps("ines", 0)
    for index, member in enumerate(CAST):
        if member.roles:
            school.add(at(BEGAN, 8, index), "join", by=member.key)
    school.add(at(BEGAN, 9), "state_purpose", kind="mission", version=1)
    school.add(at(BEGAN, 9, 5), "state_purpose", kind="vision", version=1)
    for index, slug in enumerate(MATHS):
        school.add(at(BEGAN, 10, index), "publish", by="lea", slug=slug)
    starts, due, target = FIRST_GOAL
    school.add(at(BEGAN, 11), "state_goal", number=1, target=target, starts_on=starts, due_on=due)
    for index, slug in enumerate((*ACCESSIBILITY, CAREER)):
        school.add(at(date(2024, 12, 16), 9, index), "publish", by="lea", slug=slug)
    school.add(at(date(2025, 5, 26)), "state_purpose", kind="vision", version=2)
    for index, slug in enumerate(MATHS):
        school.add(at(date(2025, 6, 24), 14, index), "hold", by="lea", slug=slug)
    school.add(
        at(date(2025, 12, 15)),
        "state_goal",
        number=2,
        target=SECOND_GOAL_TARGET,
        starts_on=SECOND_GOAL_BEGINS,
        due_on=_years_later(max(day, SECOND_GOAL_BEGINS), 3),
    )
    school.add(at(date(2026, 1, 7)), "publish", by="mei", slug="how-we-work-here")
    yield from school


def _years_later(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def _maths_readers() -> Iterator[Step]:
    for number in range(12):
        who = f"learner-{300 + number}"
        reader = _Steps(who, 1_000_000 + number * 1_000)
        began = at(date(2025, 1, 13) + timedelta(days=9 * number), 17, number)
        slug = MATHS[number % 2]
        reader.add(began, "register", name=learner(300 + number).name, asked=number % 3 != 0)
        reader.add(began + timedelta(minutes=4), "follow", slug=slug)
        for chapter in range(1 + number % 3):
            reader.add(began + timedelta(days=2 + 3 * chapter), "study", slug=slug, chapter=chapter, right=True)
        yield from reader


def _named(day: date) -> Iterator[Step]:
    """The people whom a visitor can sign in as, each where the demo is worth looking at."""
    amara = _Steps("amara", 2_000_000)
    began = day - timedelta(days=31)
    amara.add(at(began, 17), "register", asked=True)
    _study(amara, began, Life(2, 9))
    yusuf = _Steps("yusuf", 2_100_000)
    began = day - timedelta(days=75)
    yusuf.add(at(began, 17), "register", asked=True)
    _study(yusuf, began, Life(2, None))
    nadia = _Steps("nadia", 2_200_000)
    began = day - timedelta(days=90)
    nadia.add(at(began, 17), "register", asked=True)
    _study(nadia, began, Life(2, None))
    first = day + timedelta(days=6)
    nadia.add(
        at(day - timedelta(days=4), 10),
        "report",
        employer="Rivier Hospital",
        title="Web accessibility tester",
        kind="full_time",
        hours="38",
        offered_on=day - timedelta(days=12),
        started_on=first,
        dance=True,
        named=True,
    )
    nadia.add(at(day - timedelta(days=3), 10), "evidence")
    tom = _Steps("tom", 2_300_000)
    tom.add(at(day - timedelta(days=5), 12), "register", asked=False)
    for one in (amara, yusuf, nadia, tom):
        yield from one


def _study(person: _Steps, began: date, life: Life) -> date:
    """Follow the courses one after the other, a chapter every `pace` days; returns the last day."""
    day, done = began, 0
    for slug, chapters in ((ACCESSIBILITY[0], 6), (ACCESSIBILITY[1], 6), (CAREER, 5)):
        person.add(at(day, 18, 10), "follow", slug=slug)
        for chapter in range(chapters):
            if life.chapters is not None and done >= life.chapters:
                return day
            day += timedelta(days=life.pace)
            if done % 5 == 2:
                person.add(at(day, 18, 20), "study", slug=slug, chapter=chapter, right=False)
            person.add(at(day, 18, 40), "study", slug=slug, chapter=chapter, right=True)
            done += 1
    return day


def _life(number: int, entered: date) -> Iterator[Step]:
    life = LIVES[number % len(LIVES)]
    person = _Steps(f"learner-{number}", 10_000 + number * 1_000)
    person.add(at(entered, 17, number % 60), "register", name=learner(number).name, asked=life.asked)
    last = _study(person, entered, life)
    if life.job:
        _job(person, number, life, last + timedelta(days=10 + number * 7 % 60))
    yield from person


def _job(person: _Steps, number: int, life: Life, offered: date) -> None:
    """From the offer to the follow-ups, as the life's `job` says."""
    starts = offered + timedelta(days=14 + number % 9)
    business = life.job == "business"
    person.add(
        at(offered + timedelta(days=1), 12),
        "report",
        employer="" if business else EMPLOYERS[number % len(EMPLOYERS)],
        title=TITLES[number % len(TITLES)],
        kind=life.kind,
        hours=life.hours,
        offered_on=offered,
        started_on=starts,
        credit="no" if life.job == "no credit" else "yes",
        dance=number % 3 != 1,
        named=number % 2 == 0,
        first_income_on=starts + timedelta(days=20) if business else None,
    )
    if life.job == "withdrawn":
        person.add(at(offered + timedelta(days=9), 20), "withdraw")
        return
    if life.job == "employer":
        person.add(at(offered + timedelta(days=2), 12), "ask_employer")
        person.add(at(offered + timedelta(days=4), 9), "employer_answers", answer="yes")
    else:
        person.add(at(offered + timedelta(days=3), 20), "evidence")
    checked = starts + timedelta(days=25) if business else offered + timedelta(days=8)
    verdict = "not_proven" if life.job == "not proven" else "confirm"
    person.add(at(checked, 10, number % 60), verdict, by="samir", about=person.who)
    if business:
        person.add(at(checked + timedelta(days=1), 10, number % 60), "confirm", by="grace", about=person.who)
    if life.job == "not proven":
        return
    person.add(at(starts, 19), "start")
    if life.job == "ended early":
        person.add(at(starts + timedelta(days=21), 19), "end", ended_on=starts + timedelta(days=20))
        return
    for index, days in enumerate((30, 90, 180, 365, 730)):
        if life.asked and (number + index) % 6 != 5:
            answer = "other" if (number + 2 * index) % 11 == 0 else "seeking" if (number + index) % 9 == 8 else "same"
            person.add(at(starts + timedelta(days=days + 1 + number % 9), 20), "follow_up", days=days, answer=answer)

"""What the front page, the goals and the impact page show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plusone.core.text import direction
from plusone.courses.models import ChapterVersion, Course
from plusone.home import figures, news
from plusone.home.figures import Figures, GoalPage
from plusone.home.news import News
from plusone.outcomes import queries_release as releases
from plusone.outcomes.queries_release import ReleaseFigures
from plusone.purpose import queries as purpose
from plusone.purpose.words import Words

FEW = 3


@dataclass(frozen=True)
class Offer:
    """A course to read, with the address of its first chapter."""

    slug: str
    title: str
    summary: str
    language: str
    minutes: int
    first_chapter: str | None

    @property
    def direction(self) -> str:
        return direction(self.language)


@dataclass(frozen=True)
class FrontPage:
    mission: Words | None
    vision: Words | None
    goal: GoalPage | None
    before: GoalPage | None
    next_goal: purpose.GoalShown | None
    without_goal: Figures | None
    release: ReleaseFigures | None
    next_release: date
    offers: list[Offer]
    news: News | None


def front_page(language: str, day: date) -> FrontPage:
    """Everything of the first page, from the database, in a fixed number of queries."""
    stated = purpose.purpose_page(language, day)
    verdicts = figures.verdicts()
    now = stated.goal_now
    before = next((one for one in stated.goals if one.when == "before"), None)
    return FrontPage(
        mission=stated.mission.current.words if stated.mission.current else None,
        vision=stated.vision.current.words if stated.vision.current else None,
        goal=figures.goal_page(now, verdicts.get(now.goal.pk), day) if now else None,
        before=figures.goal_page(before, verdicts.get(before.goal.pk), day) if before else None,
        next_goal=next((one for one in reversed(stated.goals) if one.when == "next"), None),
        without_goal=None if now else figures.figures(None, day),
        release=releases.newest(),
        next_release=releases.next_on(day),
        offers=offers(language),
        news=news.newest(language),
    )


def goals_page(language: str, day: date) -> list[GoalPage]:
    """Every goal that has begun, the newest first, each with its verdict beside its successor."""
    verdicts = figures.verdicts()
    return [
        figures.goal_page(one, verdicts.get(one.goal.pk), day)
        for one in purpose.goals(language, day)
        if one.when != "next"
    ]


def impact_page(language: str, day: date) -> dict[str, Any]:
    """The count as it stands, and who is still in work as the newest release says."""
    now = next((one for one in purpose.goals(language, day) if one.when == "now"), None)
    return {
        "goal": figures.goal_page(now, None, day) if now else None,
        "without_goal": None if now else figures.figures(None, day),
        "release": releases.newest(),
        "next_release": releases.next_on(day),
    }


def offers(language: str) -> list[Offer]:
    """The first courses that anybody can read and follow; two queries."""
    courses = list(
        Course.objects.filter(standing="published").exclude(current=None).select_related("current").order_by("pk")[:FEW]
    )
    firsts = ChapterVersion.objects.filter(
        version__in=[course.current_id for course in courses], position=1
    ).values_list("version_id", "chapter__key")
    first_of = dict(firsts)
    shown = []
    for course in courses:
        version = course.current
        assert version is not None  # noqa: S101 - excluded above
        shown.append(
            Offer(
                slug=course.slug,
                title=version.title(language),
                summary=version.summary(language),
                language=language if language in version.titles else version.language,
                minutes=version.minutes,
                first_chapter=first_of.get(version.pk),
            )
        )
    return shown

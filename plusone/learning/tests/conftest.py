import pytest

from plusone.courses import quizzes
from plusone.courses.quizzes import Quiz
from plusone.learning.actions.follow_course import follow_course
from plusone.testing import builders
from plusone.testing.cast import amara


@pytest.fixture
def learner(db):
    return amara()


@pytest.fixture
def course(db):
    """Two chapters: one with a quiz of three questions, one without."""
    return builders.course()


@pytest.fixture
def followed(learner, course):
    follow_course(actor=learner, course=course)
    return course


@pytest.fixture
def signed_in(client, learner):
    client.force_login(learner)
    return client


@pytest.fixture
def solution():
    """All answers to the first chapter of `course`, right."""
    return quizzes.solved(Quiz.from_json(builders.quiz("q1", "q2", "q3")))

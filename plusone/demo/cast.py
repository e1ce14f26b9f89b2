"""The cast: named, invented people, the same in the demo, the tests and the screenshots."""

from dataclasses import dataclass
from typing import Any

from plusone.core.text import gettext_lazy as _


@dataclass(frozen=True)
class Member:
    """Somebody of the demo school. `story` is one line for whoever chooses whom to sign in as."""

    key: str
    name: str
    roles: tuple[str, ...] = ()
    zone: str = "Europe/Brussels"
    story: Any = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@school.example"


CAST: tuple[Member, ...] = (
    Member("noor", "Noor Peeters", ("operator",), story=_("Keeps the school running: people, mail, jobs, back-ups.")),
    Member("farid", "Farid Amrani", ("operator",), story=_("The second operator, so that nobody is the only one.")),
    Member("ines", "Ines Aubry", ("leadership",), story=_("States the mission, the vision and the goal.")),
    Member("lea", "Lea Okafor", ("author",), story=_("Writes courses and publishes them.")),
    Member("mei", "Mei Tanaka", ("author",), "Asia/Tokyo", _("Writes the course for new staff.")),
    Member("samir", "Samir Haddad", ("registrar",), story=_("Checks the evidence of each job and confirms it.")),
    Member("grace", "Grace Mensah", ("registrar",), story=_("Checks where two people must look.")),
    Member("amara", "Amara Diallo", (), "Africa/Dakar", _("Is in the middle of her second course.")),
    Member("yusuf", "Yusuf Demir", (), "Europe/Istanbul", _("Has finished his courses. Report a job as him.")),
    Member("nadia", "Nadia Haddad", story=_("Has reported a job. It waits to be checked.")),
    Member("tom", "Tom Claes", story=_("Is new and has not started yet.")),
)

BY_KEY = {member.key: member for member in CAST}

GIVEN = """
Aïcha Marek Ruth Lucía Pavel Fatou Hanna Samuel Ewa Diego Leïla Jonas Mirela Kofi Ana Bilal Greta Hugo Ivana Jamal
Karin Luca Maja Nabil Olga Petra Rania Stefan Teresa Umar Vera Walid Xenia Yara Zoran Abena Bruno Chiara Dragan Emeka
""".split()
FAMILY = """
Benali Zieliński Adeyemi Vargas Dvořák Ndiaye Kruse Owusu Nowak Romero Mansour Weber Popa Asante Silva Hussain
Lindqvist Moreau Kovač Saleh Berger Ricci Horvat Khoury Petrova Maes Nassar Ilić Costa Farah Sokolova Aziz Papadaki
Saidi Jovanović Boateng Martins Greco Marin Okoye Delacroix
""".split()


def learner(number: int) -> Member:
    """The n-th learner without a part of their own; the same number is always the same person."""
    given = GIVEN[number % len(GIVEN)]
    family = FAMILY[(number * 7 + number // len(GIVEN)) % len(FAMILY)]
    return Member(f"learner-{number}", f"{given} {family}")

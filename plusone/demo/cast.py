"""The cast: named, invented people, the same in the demo, the tests and the screenshots."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """Somebody of the demo school. `story` is one line for whoever chooses whom to sign in as."""

    key: str
    name: str
    roles: tuple[str, ...] = ()
    zone: str = "Europe/Brussels"
    story: str = ""

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@school.example"


CAST: tuple[Member, ...] = (
    Member("noor", "Noor Peeters", ("operator",)),
    Member("farid", "Farid Amrani", ("operator",)),
    Member("ines", "Ines Aubry", ("leadership",)),
    Member("lea", "Lea Okafor", ("author",)),
    Member("mei", "Mei Tanaka", ("author",), "Asia/Tokyo"),
    Member("samir", "Samir Haddad", ("registrar",)),
    Member("grace", "Grace Mensah", ("registrar",)),
    Member("amara", "Amara Diallo", (), "Africa/Dakar"),
    Member("yusuf", "Yusuf Demir", (), "Europe/Istanbul"),
    Member("nadia", "Nadia Haddad"),
    Member("tom", "Tom Claes"),
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

"""A school of its own, and a process killed again and again between a report and its ledger line.

    python bench/kill_ledger.py [--kills 1000] [--seed 8]

Printed: how many kills met a running line, and after which step; then whether every report that was said to be
stored is there, each person is counted once, and the chain holds by the verifier that auditors use. Exits with 1
where something is wrong. SQLite with durable writes unless PLUSONE_DATABASE names another database, which is emptied.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("--kills", type=int, default=1000)
    words.add_argument("--seed", type=int, default=8)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "PLUSONE_DATA": f"{folder}/data",
            "PLUSONE_KEYS": f"{folder}/keys",
            "DJANGO_SETTINGS_MODULE": "plusone.config.settings",
            "PYTHONPATH": str(HOUSE),
        }
        Path(folder, "data", "files").mkdir(parents=True)
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v0"], check=True)
        return _attack(asked.kills, asked.seed, Path(folder))


def _attack(kill_count: int, seed: int, folder: Path) -> int:
    import django

    django.setup()
    from plusone.outcomes import exports, verify
    from plusone.outcomes.models import CountedPerson, Evidence, Outcome
    from plusone.outcomes.tests import scene
    from plusone.testing import cast, kills

    scene.goal()
    cast.samir()
    scene.help_with_a_quiz(cast.amara())
    began = time.monotonic()
    line = kills.Line()
    try:
        tally, said = kills.attack(line, kill_count, seed)
        emails = set(Outcome.objects.values_list("person__email", flat=True))
        lost = [n for n, stored in said.items() if "reported" in stored and f"learner-{n}@school.example" not in emails]
        kills.finish(line, said)
    finally:
        line.close()
    people = kill_count + len(kills.UNDISTURBED) + 1
    counted = CountedPerson.objects.filter(reversed_by=None)
    export = folder / "ledger.jsonl"
    with export.open("wb") as file:
        file.writelines(exports.export_lines())
    right = {
        "no report lost": not lost,
        "one report a person": Outcome.objects.count() == people,
        "one proof a report": Evidence.objects.count() == people,
        "each person counted once": counted.count() == counted.values("person").distinct().count() == people,
        "the verifier agrees": verify.main([str(export)]) == 0,
    }
    print(f"{tally.kills} kills, {tally.met} met a running line, in {time.monotonic() - began:.0f} s, seed {seed}")
    print("killed after:", ", ".join(f"{step} {count}" for step, count in tally.after.items()))
    for what, true in right.items():
        print(f"{'yes' if true else 'NO '}  {what}")
    return 0 if all(right.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""`plusone backup`: copy the school while it runs."""

import argparse
from pathlib import Path

from plusone.cli import school
from plusone.cli.progress import say
from plusone.core import backup, backups


def run(options: argparse.Namespace) -> int:
    target = Path(options.path).resolve()
    manifest = backup.make(target, say, settings_text=school.without_secrets(options.data))
    backups.note(target, len(manifest.files))
    print(f"The back-up lies in {target}: {len(manifest.files)} files, with their checksums.")
    print("The keys are not in it. Keep a copy of them at another place.")
    return 0

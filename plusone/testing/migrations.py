"""`python -m plusone.testing.migrations`: refuse models that no migration knows."""

import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command


def main() -> int:
    """0 where models and migrations agree."""
    with tempfile.TemporaryDirectory() as folder:
        for name, value in {"DATA": f"{folder}/data", "KEYS": f"{folder}/keys", "DATABASE": "", "DEMO": "1"}.items():
            os.environ[f"PLUSONE_{name}"] = value
        os.environ["DJANGO_SETTINGS_MODULE"] = "plusone.config.settings"
        Path(folder, "data").mkdir()
        django.setup()
        try:
            call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
        except SystemExit as left:
            print("A model was changed without its migration.", file=sys.stderr)
            return int(left.code or 1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

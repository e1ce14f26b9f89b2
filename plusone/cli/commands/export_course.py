"""`plusone export course`: the course as the folder that could be imported again."""

import argparse

from plusone.cli.errors import Wrong
from plusone.courses.folders import export_folder
from plusone.courses.models import Course


def run(options: argparse.Namespace) -> int:
    if not Course.objects.filter(slug=options.slug).exists():
        raise Wrong(f"There is no course called {options.slug}.")
    export_folder(options.slug, options.path)
    return 0

"""`plusone import course`: what an author does with a zip in the browser, from a folder."""

import argparse

from plusone.cli.people import author
from plusone.core import site
from plusone.courses.folders import import_folder


def run(options: argparse.Namespace) -> int:
    actor = author(options.author)
    imported = import_folder(options.path, actor)
    blocking = len(imported.report.blocking)
    if blocking:
        print(f"{blocking} things stop it from being published; they are listed above.")
    print(f"It is a draft of {actor.name or actor.email}. Publish it at {site.link('/')}")
    return 0

"""`plusone unlock`: somebody who cannot sign in gets a link for a new password, without any mail."""

import argparse

from plusone.core import site
from plusone.people.actions.ask_for_reset import unlock


def run(options: argparse.Namespace) -> int:
    path = unlock(email=options.mail)
    print("This link sets a new password. It is good once, for a day:")
    print(site.link(path))
    return 0

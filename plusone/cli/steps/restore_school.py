"""What a restore does once it knows the school: prove, replace, forget again what had to be forgotten."""

from pathlib import Path

from django.core.management import call_command
from django.db import Error, connection, transaction

from plusone.cli.errors import Wrong
from plusone.cli.progress import say
from plusone.core import backup, events, site
from plusone.core.jobs import leases
from plusone.people import erasures
from plusone.people.actions.apply_erasures import apply_erasures

RESTORED = events.declare("core.restored", "The operator put a back-up in the place of the school.")


def restore_school(source: Path, keys: Path) -> None:
    """Replace the school by the back-up. Refuses while workers live, and a back-up that is not whole."""
    refuse_living_workers()
    manifest = backup.read(source)
    say("Comparing checksums …")
    backup.verify(source, manifest)
    backup.put_back(source, manifest, say)
    call_command("migrate", verbosity=0, interactive=False)
    site.forget()
    listed = {one.person_id: one for folder in (source, keys) for one in erasures.read(folder / erasures.NAME)}
    again = apply_erasures(listed.values())
    if again:
        say(f"{len(again)} people who were erased since then were erased again.")
    with transaction.atomic():
        events.record(RESTORED, made_at=manifest.made_at)
    connection.close()


def refuse_living_workers() -> None:
    """On PostgreSQL a worker of another machine may still use the database."""
    try:
        living = leases.living()
    except Error:  # there is no database yet, or one without our tables
        connection.close()
        return
    connection.close()
    if living:
        raise Wrong(
            f"The school is running: {len(living)} workers do its jobs. "
            "Stop them; one that was killed is forgotten after half a minute."
        )

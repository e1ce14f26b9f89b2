"""What a restore does once it knows the school: prove, replace, forget again what had to be forgotten."""

import io
from pathlib import Path

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import Error, connection, transaction
from pyrage import DecryptError, decrypt_io, x25519

from plusone.cli.errors import Wrong
from plusone.cli.progress import say
from plusone.core import backup, events, manifest, site
from plusone.core.jobs import leases
from plusone.outcomes.models import Evidence
from plusone.people import erasures
from plusone.people.actions.apply_erasures import apply_erasures


def restore_school(source: Path, keys: Path) -> None:
    """Replace the school by the back-up. Refuses while workers live, and a back-up that is not whole or not ours."""
    refuse_living_workers()
    told = manifest.read(source)
    say("Comparing checksums …")
    manifest.verify(source, told)
    prove_keys(source, keys)
    backup.put_back(source, told, say)
    call_command("migrate", verbosity=0, interactive=False)
    site.forget()
    erase_again(source, keys)
    dropped = drop_due_evidence()
    if dropped:
        say(f"{dropped} proofs that were due for deletion were deleted.")
    with transaction.atomic():
        events.record(backup.RESTORED, made_at=told.made_at)
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


def prove_keys(source: Path, keys: Path) -> None:
    """Open one sealed proof of the back-up, so that nobody finds out later that none can be opened."""
    sealed = next(iter(sorted((source / backup.FILES / "evidence").glob("*.age"))), None)
    if sealed is None:
        return
    lines = (keys / "evidence.age").read_text().splitlines()
    secret = next(line for line in lines if line.startswith("AGE-SECRET-KEY-"))
    try:
        with sealed.open("rb") as file:
            decrypt_io(file, io.BytesIO(), [x25519.Identity.from_str(secret.strip())])
    except DecryptError:
        raise Wrong(f"The keys in {keys} do not open the proofs of this back-up.") from None
    say("The keys open the sealed proofs.")


def erase_again(source: Path, keys: Path) -> None:
    """Whoever was erased before or after the back-up was made is erased: the union of both lists."""
    listed = {one.person_id: one for folder in (source, keys) for one in erasures.read(folder / erasures.NAME)}
    again = apply_erasures(listed.values())
    if again:
        say(f"{len(again)} people who were erased since then were erased again.")


def drop_due_evidence() -> int:
    """Delete files of proofs that were marked as deleted while the back-up was made."""
    marked = Evidence.objects.exclude(deleted_at=None).exclude(sealed="").values_list("sealed", flat=True)
    due = [name for name in marked if default_storage.exists(name)]
    for name in due:
        default_storage.delete(name)
    return len(due)

"""Static files: each folder of `static/css` is joined into one style sheet, and every file is named by its content.

A first visit then costs one request for the style. The parts keep their own files, because a stranger looks for
the button in `20-act.css`.
"""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

CSS = Path(settings.BASE_DIR) / "static" / "css"


class Storage(CompressedManifestStaticFilesStorage):
    """Files get a name by their content, so that a browser may keep them for ever."""

    manifest_strict = False


def joined(folder: Path) -> str:
    """The style sheets of a folder in the order of their names, without comments and idle white space."""
    text = "".join(part.read_text() for part in sorted(folder.glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};,>])\s*", r"\1", text).strip()


class JoinedSheets(BaseFinder):
    """Offers `plusone.css` and `work.css`, which exist only as folders; they are joined once a process."""

    _storage: FileSystemStorage | None = None

    def storage(self) -> FileSystemStorage:
        if JoinedSheets._storage is None:
            made = FileSystemStorage(tempfile.mkdtemp(prefix="plusone-css-"))
            atexit.register(shutil.rmtree, made.location, ignore_errors=True)
            for folder in sorted(path for path in CSS.iterdir() if path.is_dir()):
                made.save(f"{folder.name}.css", ContentFile(joined(folder)))
            JoinedSheets._storage = made
        return JoinedSheets._storage

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:
        storage = self.storage()
        if not storage.exists(path):
            return []
        return [storage.path(path)] if find_all else storage.path(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, FileSystemStorage]]:
        storage = self.storage()
        for name in storage.listdir("")[1]:
            yield name, storage

"""A proof on its way in: sealed while it arrives, so that it never lies in clear on a disk.

Django's own handler writes files above 256 KB into a temporary folder. This one hands each piece to a thread that
seals it into a temporary file, counts bytes, keeps a digest, and looks at the first bytes for the type.
"""

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from threading import Thread
from typing import Any, BinaryIO

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

from plusone.outcomes import refusals, sealing

LARGEST = 20 * 1024 * 1024
HEIC = {b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1"}


def type_of(head: bytes) -> str:
    """The media type that the first bytes prove, or an empty text."""
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head[4:12] in HEIC:
        return "image/heic"
    return ""


@dataclass
class SealedUpload:
    """One file as it came: its sealed form, and what is known of the clear one."""

    sealed: BinaryIO
    digest: Any = field(default_factory=hashlib.sha256)
    size: int = 0
    head: bytes = b""
    complete: bool = False
    problem: BaseException | None = None

    @property
    def checksum(self) -> str:
        return str(self.digest.hexdigest())

    def guard(self) -> str:
        """The media type; refuses what is too large, empty, cut off, or of no type that can be checked."""
        if self.size > LARGEST:
            raise refusals.FileTooLarge
        if self.size == 0:
            raise refusals.FileEmpty
        if not self.complete or self.problem is not None:
            raise refusals.UploadBroken
        media_type = type_of(self.head)
        if not media_type:
            raise refusals.FileUnreadable
        return media_type

    def drop(self) -> None:
        self.sealed.close()


class SealingHandler(FileUploadHandler):
    """The only upload handler of the page; what it received is in `upload`. Only one file a request is taken."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.upload: SealedUpload | None = None
        self._pipe: int | None = None
        self._thread: Thread | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.upload is not None:
            raise StopUpload(connection_reset=True)
        self.upload = upload = SealedUpload(tempfile.TemporaryFile())  # noqa: SIM115 - its owner closes it
        reading, self._pipe = os.pipe()

        def work() -> None:
            try:
                with os.fdopen(reading, "rb") as clear:
                    sealing.seal(clear, upload.sealed)
            except BaseException as problem:  # noqa: BLE001 - it is told to whoever waits
                upload.problem = problem

        self._thread = Thread(target=work, daemon=True)
        self._thread.start()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        upload = self.upload
        if upload is None or self._pipe is None:
            return
        upload.size += len(raw_data)
        if upload.size > LARGEST:
            self._end()
            raise StopUpload(connection_reset=True)
        upload.digest.update(raw_data)
        if len(upload.head) < 32:
            upload.head += raw_data[: 32 - len(upload.head)]
        rest = memoryview(raw_data)
        try:
            while rest:
                rest = rest[os.write(self._pipe, rest) :]
        except BrokenPipeError:
            self._end()

    def file_complete(self, file_size: int) -> None:
        if self.upload is not None and self._pipe is not None:
            self._end()
            self.upload.complete = True
            self.upload.sealed.seek(0)

    def upload_interrupted(self) -> None:
        self._end()

    def _end(self) -> None:
        if self._pipe is not None:
            with contextlib.suppress(OSError):
                os.close(self._pipe)
            self._pipe = None
        if self._thread is not None:
            self._thread.join(timeout=30)
            self._thread = None

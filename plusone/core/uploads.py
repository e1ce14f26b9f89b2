"""An upload that is larger than anything here needs is cut off while it comes in, whoever sends it."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST = 100 * 1024 * 1024


class Capped(FileUploadHandler):
    """Stands before the handlers that keep the bytes; beyond the limit the file is missing from the form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.so_far = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.so_far += len(raw_data)
        if self.so_far > MOST:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

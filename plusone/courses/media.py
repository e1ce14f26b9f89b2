"""What a file is, by its content and never by its name, and how large a picture is drawn."""

import re
import struct
from dataclasses import dataclass

LFS = b"version https://git-lfs.github.com/spec/"
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
)
PROGRAMS = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml"})
SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
ACTIVE = re.compile(
    rb"<script|\son[a-z]+\s*=|<foreignobject|javascript:|<!entity|<\?xml-stylesheet|<(animate|set)\b[^>]*href",
    re.IGNORECASE,
)
LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(?:px)?\s*$")


@dataclass(frozen=True)
class Kind:
    """`media_type` is empty for what is not shown (an archive, a program); `why` then says what it is."""

    media_type: str
    why: str = ""
    width: int | None = None
    height: int | None = None
    active: bool = False

    @property
    def is_picture(self) -> bool:
        return self.media_type in PICTURES


def kind_of(content: bytes, path: str = "") -> Kind:
    """What these bytes are. The name is only asked where text must be told from text."""
    head = content[:64]
    if head.startswith(LFS):
        return Kind("", "lfs")
    if head.startswith(ARCHIVES) or content[257:262] == b"ustar":
        return Kind("", "archive")
    if head.startswith(PROGRAMS[:-1]):
        return Kind("", "program")
    for magic, media_type in MAGIC:
        if head.startswith(magic):
            return Kind(media_type, "", *_size(content, media_type))
    if head[:4] == b"RIFF" and head[8:12] in (b"WEBP", b"WAVE"):
        return Kind("image/webp" if head[8:12] == b"WEBP" else "audio/wav", "", *_size(content, "image/webp"))
    if head[4:8] == b"ftyp":
        return Kind({b"avif": "image/avif", b"M4A ": "audio/mp4"}.get(head[8:12], "video/mp4"))
    return _text_kind(content, path)


def _text_kind(content: bytes, path: str) -> Kind:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Kind("", "unknown") if b"\0" in content[:8000] else Kind("", "encoding")
    if "\0" in text[:8000]:
        return Kind("", "unknown")
    start = text[:2000].lstrip().lower()
    if SVG.search(content[:4000]) and start.startswith(("<?xml", "<svg", "<!--", "<!doctype svg")):
        return Kind("image/svg+xml", "", *_svg_size(text), active=bool(ACTIVE.search(content)))
    if start.startswith(("<!doctype html", "<html")):
        return Kind("", "html")
    ending = path.rsplit(".", 1)[-1].lower()
    if start.startswith("webvtt"):
        return Kind("text/vtt")
    return Kind({"csv": "text/csv", "json": "application/json", "md": "text/markdown"}.get(ending, "text/plain"))


def _size(content: bytes, media_type: str) -> tuple[int | None, int | None]:
    """Width and height in pixels, where the first bytes say it."""
    try:
        if media_type == "image/png":
            return struct.unpack(">II", content[16:24])
        if media_type == "image/gif":
            return struct.unpack("<HH", content[6:10])
        if media_type == "image/jpeg":
            return _jpeg_size(content)
        if media_type == "image/webp" and content[12:16] == b"VP8X":
            return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    except struct.error:
        pass
    return None, None


def _jpeg_size(content: bytes) -> tuple[int | None, int | None]:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None, None


def _svg_size(text: str) -> tuple[int | None, int | None]:
    """From `width` and `height`, else from the `viewBox` of the outermost element."""
    opened = re.search(r"<svg\b[^>]*>", text[:8000], re.IGNORECASE)
    if opened is None:
        return None, None
    given = dict(re.findall(r"""\b(width|height|viewBox)\s*=\s*["']([^"']*)["']""", opened.group()))
    sides = [LENGTH.match(given.get(side, "")) for side in ("width", "height")]
    if all(sides):
        return tuple(round(float(side[1])) for side in sides if side)  # type: ignore[return-value]
    box = re.split(r"[\s,]+", given.get("viewBox", "").strip())
    try:
        return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (None, None)
    except (ValueError, OverflowError):
        return None, None

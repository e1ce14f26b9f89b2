"""Where the links and pictures of a chapter lead: one place that knows, for the preview and for a published version."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote, unquote, urlsplit

from plusone.core.markdown import Target
from plusone.courses.archives import safe_path
from plusone.courses.media import Kind, kind_of
from plusone.courses.parsed import ChapterText, Parsed


class Places(Protocol):
    """Addresses of what a course consists of."""

    def course(self) -> str: ...

    def chapter(self, key: str) -> str: ...

    def file(self, path: str) -> str: ...


@dataclass(frozen=True)
class Published:
    """The public addresses. They are part of the house's stable interface, so a page of this room may name them."""

    slug: str
    version: int

    def course(self) -> str:
        return f"/courses/{self.slug}/"

    def chapter(self, key: str) -> str:
        return f"/courses/{self.slug}/{key}/"

    def file(self, path: str) -> str:
        return f"/courses/{self.slug}/files/{self.version}/{quote(path)}"


@dataclass(frozen=True)
class Previewed:
    """The addresses of a draft, which its authors alone can open."""

    slug: str

    def course(self) -> str:
        return f"/drafts/{self.slug}/preview/"

    def chapter(self, key: str) -> str:
        return f"/drafts/{self.slug}/preview/{key}/"

    def file(self, path: str) -> str:
        return f"/drafts/{self.slug}/files/{quote(path)}"


class Linker:
    """Resolves the addresses that stand in the files of one course."""

    def __init__(self, parsed: Parsed, places: Places) -> None:
        self.parsed, self.places = parsed, places
        self.chapters: Mapping[str, ChapterText] = parsed.by_path()
        self.by_name = {posixpath.splitext(path.rsplit("/", 1)[-1])[0]: path for path in self.chapters}
        self.lower = {path.lower(): path for path in parsed.files}
        self._kinds: dict[str, Kind] = {}

    def kind(self, path: str) -> Kind:
        if path not in self._kinds:
            self._kinds[path] = kind_of(self.parsed.files[path], path)
        return self._kinds[path]

    def within(self, path: str) -> "LinksOf":
        return LinksOf(self, posixpath.dirname(path))

    def resolve(self, folder: str, address: str, kind: str) -> Target | None:
        """Where `address`, written in a file of `folder`, leads; None where there is nothing."""
        site = self.parsed.course.site
        if site and (address == site or address.startswith(f"{site}/")):
            address = address.removeprefix(site).lstrip("/") or "index.md"
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme or parts.netloc:
            return None if kind == "picture" or not parts.scheme else Target(address)
        name = unquote(parts.path)
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        path = self._find(folder, safe_path(name)) if name else None
        if path is None and parts.query:  # a question mark of the file's own name
            path = self._find(folder, safe_path(unquote(address.removesuffix(fragment))))
        if path is None:
            return None
        if path in self.chapters:
            key = self.chapters[path].key
            return Target(self.places.chapter(key) + fragment, data={"chapter": key})
        if path in ("course.md", "index.md", "config.yaml"):
            return Target(self.places.course())
        found = self.kind(path)
        if kind == "picture" and not found.is_picture:
            return None
        return Target(self.places.file(path), found.width, found.height)

    def _find(self, folder: str, name: str) -> str | None:
        """The file meant: beside the text, from the top, beside the episodes, or a page by its name alone."""
        tried = [posixpath.normpath(posixpath.join(folder, name)), posixpath.normpath(name.lstrip("/"))]
        tried += [posixpath.normpath(posixpath.join("episodes", name))]
        tried += [
            posixpath.splitext(one)[0] + ".md" for one in list(tried) if one.endswith((".html", "/")) or "." not in one
        ]
        for one in tried:
            path = self.lower.get(one.lower())
            if path is not None and not one.startswith(".."):
                return path
        return (
            self.by_name.get(posixpath.splitext(posixpath.basename(name))[0])
            if name.endswith((".html", ".md"))
            else None
        )


@dataclass(frozen=True)
class LinksOf:
    """The linker as seen from one folder."""

    linker: Linker
    folder: str

    def __call__(self, address: str, kind: str) -> Target | None:
        return self.linker.resolve(self.folder, address, kind)

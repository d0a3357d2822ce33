"""What stands in the head of an HTML document: titles, meta tags and links, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

OEMBED = "application/json+oembed"


@dataclass(frozen=True, slots=True)
class Found:
    """`tags` are (key, content) of each meta tag with both, keys in lower case; `links` are (rel, href); `oembed` is
    the address of the page's oEmbed answer, empty without one.
    """

    title: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    oembed: str = ""

    def first(self, keys: Sequence[str]) -> str:
        """The first content that is not empty, by the order of `keys`; `title` is the title element."""
        for key in keys:
            texts = [self.title] if key == "title" else self.all(key)
            if text := next(filter(None, texts), ""):
                return text
        return ""

    def all(self, key: str) -> tuple[str, ...]:
        return tuple(content for name, content in self.tags if name == key)

    def link(self, rel: str) -> str:
        """The address of the first link of this kind; empty without one."""
        return next((href for names, href in self.links if rel in names.lower().split()), "")


def read(document: bytes, most: int) -> Found:
    """Read as much of the document as a crawler does: `most` bytes, and nothing after the head."""
    reader = _Reader()
    reader.feed(document[:most].decode("utf-8", errors="ignore"))
    return Found(" ".join("".join(reader.title).split()), tuple(reader.tags), tuple(reader.links), reader.oembed)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.tags: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []
        self.oembed = ""
        self._in_title = self._over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._over = self._over or tag == "body"
        if self._over:
            return
        self._in_title = tag == "title" and not self.title
        if tag == "meta" and (key := said.get("property") or said.get("name")):
            self.tags.append((key.strip().lower(), " ".join(said.get("content", "").split())))
        elif tag == "link":
            self.links.append((said.get("rel", ""), said.get("href", "")))
            if said.get("type") == OEMBED:
                self.oembed = self.oembed or said.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        self._over = self._over or tag == "head"

    def handle_data(self, data: str) -> None:
        if self._in_title and not self._over:
            self.title.append(data)

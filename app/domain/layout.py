"""How an artist arranges their page: which sections it has, which album stands first, where their release is."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from app.domain.facts import URL_LIMIT, in_ascii, safe_link
from app.domain.refusals import BadInput

SECTIONS = ("bio", "links", "albums", "artists", "tracks")


@dataclass(frozen=True, slots=True)
class Layout:
    """`off` are sections that stay off the page; `pinned` is the id of the album that comes first, or empty.

    `release_url` leads to the artist's own current release; with its title (`Facts.current_release`) it opens the page.
    """

    off: frozenset[str] = frozenset()
    pinned: str = ""
    release_url: str = ""

    def shows(self, section: str) -> bool:
        return section not in self.off

    def pinned_first(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        """The same items, the pinned one before the others; anything with an `id` will do."""
        return tuple(sorted(items, key=lambda item: item.id != self.pinned))


def parse(shown: Collection[str], pinned: str, release_url: str, albums: Collection[str]) -> Layout:
    """The layout in a submitted form; `shown` are the ticked sections, `albums` the ids to pin. Raises BadInput."""
    if not set(shown) <= set(SECTIONS):
        raise BadInput("section", "Choose among the sections of the page. Reload the studio and try again.")
    if pinned and pinned not in albums:
        raise BadInput("pinned", "That album is not among yours any more. Choose another one.")
    url = in_ascii(release_url.strip())
    if len(url) > URL_LIMIT:
        raise BadInput("release_url", f"The address of your release is {len(url)} characters long; {URL_LIMIT} fit.")
    if url and not (url.startswith("https://") and safe_link(url)):
        raise BadInput("release_url", "The address of your release starts with https:// and has no spaces. Check it.")
    return Layout(frozenset(SECTIONS) - set(shown), pinned, url)

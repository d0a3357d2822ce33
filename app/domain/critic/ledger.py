"""Who made what, on which album, in which year: the sheet's relations, ready to be asked about a slot."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from app.domain.critic import lettering
from app.domain.critic.aliases import REMEMBERED, Alias, aliases, title_surfaces
from app.domain.critic.tokens import Token
from app.domain.fact_sheet import FactSheet

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
ARTIST_KINDS = ("display_name", "top_artists", "typed.influences")


@dataclass(frozen=True, slots=True)
class Item:
    """A track, an album or the current release, with the surfaces of its makers and of its album."""

    kind: str
    makers: frozenset[str]
    homes: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The relations of one sheet."""

    sheet: FactSheet
    surfaces: dict[str, frozenset[str]]
    _makers: frozenset[str]
    _read: dict[str, Item | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, sheet: FactSheet) -> "Ledger":
        """Index the surfaces of every fact by its path; the last few sheets are remembered."""
        return _indexed(sheet)

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the listed albums, in the order of the sheet."""
        return tuple(album.year for album in self.sheet.top_albums if album.year is not None)

    def items(self, token: Token) -> tuple[Item, ...]:
        """Every item that the token may stand for; a title that reads as a year of the sheet stands for that year."""
        if is_year(token):
            return ()
        found = [self.item(path) for path in token.slot_paths]
        return tuple(item for item in found if item is not None)

    def tracks(self, token: Token) -> tuple[Item, ...]:
        """The tracks that the token may stand for."""
        return tuple(item for item in self.items(token) if item.kind == "track")

    def is_item(self, token: Token) -> bool:
        """Whether the token may name a track or an album."""
        return bool(self.items(token))

    def is_track(self, token: Token) -> bool:
        """Whether the token may name a track."""
        return bool(self.tracks(token))

    def is_album(self, token: Token) -> bool:
        """Whether the token may name an album."""
        return any(item.kind == "album" for item in self.items(token))

    def alike(self, first: Token) -> Callable[[Token], bool]:
        """A test for items of the first one's kind: tracks are listed with tracks, albums with albums."""
        return self.is_track if self.is_track(first) else self.is_album

    def is_artist(self, token: Token) -> bool:
        """Whether the token may name a maker: the page's subject, an artist or an influence."""
        return any(_is_maker(path) for path in token.slot_paths)

    def is_subject(self, token: Token) -> bool:
        """Whether the token is the name of the page's subject."""
        return "display_name" in token.slot_paths

    def is_listener(self, token: Token) -> bool:
        """Whether the token names a person who listens, and who made nothing on the sheet."""
        return self.sheet.subject == "listener" and set(token.slot_paths) == {"display_name"}

    def years_of(self, token: Token) -> frozenset[int]:
        """The year that the token is, or the years that the sheet gives the item; empty when it gives none."""
        if is_year(token):
            return frozenset({int(token.text)})
        return frozenset().union(*(item.years for item in self.items(token)))

    def made(self, name: Token, item: Item) -> bool:
        """Whether the maker whom the token names made the item; a shortened name counts when it is nobody else's."""
        own = without_the(name.fold)
        if own in item.makers:
            return True
        return own not in self._makers and any(_same_maker(own, maker) for maker in item.makers)

    def holds(self, album: Token, track: Item) -> bool:
        """Whether the album that the token names holds the track; words that name none mean the current release."""
        return bool(self.titles(album) & track.homes)

    def titles(self, album: Token) -> frozenset[str]:
        """The surfaces of the albums that the token may stand for."""
        paths = album.slot_paths or ("typed.current_release",)
        forms = [self.surfaces.get(path, frozenset()) for path in paths if _is_album(path)]
        return frozenset().union(*forms)

    def item(self, path: str) -> Item | None:
        """The item at one path of the sheet; None when no item stands there. Each path is read once."""
        if path not in self._read:
            self._read[path] = self._item(path)
        return self._read[path]

    def _item(self, path: str) -> Item | None:
        room, _, rest = path.partition(".")
        index, _, part = rest.partition(".")
        if room == "top_tracks" and part == "title":
            makers = self.surfaces.get(f"top_tracks.{index}.artist", frozenset())
            homes = self.surfaces.get(f"top_tracks.{index}.album", frozenset())
            return Item("track", makers, homes, self._years_of(homes))
        if room == "top_tracks" and part == "album":
            homes = self.surfaces.get(path, frozenset())
            makers = self.surfaces.get(f"top_tracks.{index}.artist", frozenset())
            return Item("album", makers | self._makers_of(homes), homes, self._years_of(homes))
        if room == "top_albums" and part == "title":
            album = self.sheet.top_albums[int(index)]
            makers = self.surfaces.get(f"top_albums.{index}.artist", frozenset())
            years = frozenset() if album.year is None else frozenset({album.year})
            return Item("album", makers, self.surfaces.get(path, frozenset()), years)
        if path == "typed.current_release":
            titles = frozenset(map(lettering.fold, title_surfaces(self.sheet.typed.current_release)))
            said = frozenset(int(year) for year in _YEAR.findall(self.sheet.typed.current_release))
            makers = self.surfaces.get("display_name", frozenset())
            return Item("album", makers, titles, said or self._years_of(titles))
        return None

    def _years_of(self, titles: frozenset[str]) -> frozenset[int]:
        return frozenset(
            album.year
            for index, album in enumerate(self.sheet.top_albums)
            if album.year is not None and self.surfaces.get(f"top_albums.{index}.title", frozenset()) & titles
        )

    def _makers_of(self, titles: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        for index in range(len(self.sheet.top_albums)):
            if self.surfaces.get(f"top_albums.{index}.title", frozenset()) & titles:
                found |= self.surfaces.get(f"top_albums.{index}.artist", frozenset())
        return frozenset(found)


@lru_cache(maxsize=REMEMBERED)
def _indexed(sheet: FactSheet) -> Ledger:
    surfaces: dict[str, set[str]] = {}
    for alias in aliases(sheet):
        surfaces.setdefault(alias.path, set()).add(_bare(alias))
    makers = [forms for path, forms in surfaces.items() if path.endswith(".artist")]
    frozen = {path: frozenset(forms) for path, forms in surfaces.items()}
    return Ledger(sheet, frozen, frozenset().union(*makers))


def is_year(token: Token) -> bool:
    """Whether the token is a slot that may be read as the year of a listed album or of the current release."""
    return token.text.isdecimal() and any(path.endswith((".year", ".current_release")) for path in token.slot_paths)


def _is_maker(path: str) -> bool:
    return path.startswith(ARTIST_KINDS) or path.endswith(".artist")


def _is_album(path: str) -> bool:
    return (
        path.endswith(".album")
        or (path.startswith("top_albums") and path.endswith(".title"))
        or (path == "typed.current_release")
    )


def _bare(alias: Alias) -> str:
    return without_the(lettering.fold(alias.surface))


def without_the(name: str) -> str:
    return name.removeprefix("the ")


def _same_maker(name: str, maker: str) -> bool:
    if name == maker:
        return True
    own, other = set(name.split()), set(maker.split())
    return bool(own and other) and (own <= other or other <= own)

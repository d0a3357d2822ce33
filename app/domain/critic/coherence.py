"""What a sentence ties together without naming an album: a maker with a year, a maker with a song.

"The Clean's record from 1997" names no album, so the rules of credits and years have nothing to ask. It is true
only if some album of the sheet bears out all of it at once; a caption is about one album from end to end.
"""

from collections.abc import Iterator

from app.domain.critic.findings import Finding, Kind
from app.domain.critic.ledger import Item, Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

# Two albums are compared, so the parts may belong to different ones.
_COMPARED = frozenset(
    "after before than older newer younger later earlier next beside between with alongside apart followed follows "
    "while and but then other another not same".split()
)
_RECORDS = frozenset({"album", "record", "lp", "release"})


def check(sentence: Sentence, kind: Kind, ledger: Ledger) -> Iterator[Finding]:
    """A finding when no album of the sheet is by that maker, of that year and holds that song."""
    if any(ledger.is_album(token) and not ledger.is_artist(token) for token in sentence):
        return
    makers = [token for token in sentence if ledger.is_artist(token) and not ledger.is_listener(token)]
    songs = [token for token in sentence if ledger.is_track(token)]
    years = [token for token in sentence if is_year(token)]
    if not makers and kind == "caption":
        yield from _one_home(sentence, songs, ledger)
    if len(makers) != 1 or len(years) > 1 or not (years or (songs and kind == "caption")):
        return
    maker = makers[0]
    if maker in songs or not _is_tied(sentence, maker, kind):
        return
    if not any(_bears_out(album, maker, years, songs, ledger) for album in _albums(ledger)):
        told = (years or songs)[0]
        message = f"No album in your facts joins {maker.text} and {told.text}. Check them."
        yield Finding("relation", told.text, message, told.start, told.end)


def _one_home(sentence: Sentence, songs: list[Token], ledger: Ledger) -> Iterator[Finding]:
    """The songs of a caption are on one album."""
    if len(songs) < 2 or (_COMPARED - {"with", "and"}) & {token.fold for token in sentence}:
        return
    if not any(
        all(any(track.homes & album.homes for track in ledger.tracks(song)) for song in songs)
        for album in _albums(ledger)
    ):
        last = songs[-1]
        message = f"{songs[0].text} and {last.text} are not on one album in your facts. Name one of them."
        yield Finding("relation", last.text, message, last.start, last.end)


def _is_tied(sentence: Sentence, maker: Token, kind: Kind) -> bool:
    """Whether the sentence is one noun phrase about one record: a caption, or "X's record from 1997"."""
    at = sentence.index(maker)
    words = [token.fold for token in sentence]
    if kind == "caption":
        return not (_COMPARED - {"with", "and"}) & set(words)
    owner = at + 2 < len(sentence) and sentence[at + 1].kind == "possessive"
    return bool(owner) and bool(_RECORDS & set(words[at + 2 : at + 5])) and not _COMPARED & set(words)


def _bears_out(album: Item, maker: Token, years: list[Token], songs: list[Token], ledger: Ledger) -> bool:
    if songs and all(any(ledger.made(maker, track) for track in ledger.tracks(song)) for song in songs) and not years:
        return True
    dated = all(int(year.text) in album.years for year in years)
    held = all(any(track.homes & album.homes for track in ledger.tracks(song)) for song in songs)
    return ledger.made(maker, album) and dated and held


def _albums(ledger: Ledger) -> list[Item]:
    rooms = [f"top_albums.{index}.title" for index in range(len(ledger.sheet.top_albums))]
    rooms += [f"top_tracks.{index}.album" for index in range(len(ledger.sheet.top_tracks))]
    return [item for path in rooms if (item := ledger.item(path)) is not None]

"""After the music changed: which texts stay, which are new at once, which better ones to offer (DESIGN.md section 7).

The artist's own words are never touched. A text whose facts all still hold stays too; an album that is new on the page
gets a caption where the others have one.
"""

from collections.abc import Collection
from dataclasses import dataclass

from app.domain.critic import Neighbours, nobody
from app.domain.draft import Draft
from app.domain.fact_sheet import FactSheet
from app.domain.provenance import explain
from app.domain.snapshot import SHOWN_ALBUMS, Snapshot
from app.domain.words import Sentence, Text, Words
from app.domain.writer import compose


@dataclass(frozen=True, slots=True)
class Renewal:
    """`words` with what is added at once; `offer` replaces what no longer holds, None when all of it does."""

    words: Words
    offer: Words | None


def renew(draft: Draft, before: Snapshot, used_forms: Collection[str], near: Neighbours = nobody) -> Renewal:
    """What becomes of the words of a draft that has its new music already; `before` is the music that it had.

    `near` knows other pages' bios.
    """
    words, sheet, ids = draft.words, draft.sheet(), draft.sheet_album_ids()
    known = {album.id for album in before.albums[:SHOWN_ALBUMS]}
    new = [key for key in ids if key not in known and key not in words.captions] if words.captions else []
    stale = [key for key in ids if key in words.captions and _is_stale(words.captions[key], sheet)]
    bio_is_stale = words.bio is not None and _is_stale(words.bio, sheet)
    if not (new or stale or bio_is_stale):
        return Renewal(words, None)
    written = compose(sheet, seed=draft.profile_id, used_forms=used_forms, near=near)
    lines = {
        ids[line.album_index]: Text(line.text, "written", line.form, (Sentence(line.text, line.facts),))
        for line in written.captions
    }
    bio = None
    if bio_is_stale and written.bio is not None:
        sentences = tuple(Sentence(part.text, part.facts) for part in written.bio.sentences)
        bio = Text(written.bio.text, "written", written.bio.form, sentences)
    offer = Words(bio=bio, captions={key: lines[key] for key in stale if key in lines})
    added = {key: lines[key] for key in new if key in lines}
    return Renewal(Words(words.bio, {**words.captions, **added}), offer if bio or offer.captions else None)


def describe(before: Snapshot, after: Snapshot) -> str:
    """`New since last time: 2 albums and 5 songs.`, or that the order changed; without a name, for the notice stays."""
    counts = (
        (len({item.id for item in after.artists} - {item.id for item in before.artists}), "artist"),
        (len({item.id for item in after.albums} - {item.id for item in before.albums}), "album"),
        (len({item.id for item in after.tracks} - {item.id for item in before.tracks}), "song"),
    )
    parts = [f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts if count]
    if not parts:
        return "Your music is in another order than last time."
    listed = f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else parts[0]
    return f"New in your music since last time: {listed}."


def _is_stale(text: Text, sheet: FactSheet) -> bool:
    if text.is_own:
        return False
    return any(reason.state != "holds" for part in explain(text, sheet) for reason in part.reasons)

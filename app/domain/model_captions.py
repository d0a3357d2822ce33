"""What a model's caption must keep to besides its words: its own album, and years that bear it out."""

import re
from typing import Final

from app.domain.fact_sheet import FactSheet
from app.domain.model_text import Remark
from app.domain.writer import slots, values
from app.domain.writer.slots import Slot

_OLDEST: Final = re.compile(r"\b(?:oldest|earliest|newer)\b")
_NEWEST: Final = re.compile(r"\b(?:newest|latest|older)\b")


def check(template: str, album: int, sheet: FactSheet) -> list[Remark]:
    """The faults of a caption for one album; the template has been read before (`model_text.check`)."""
    faults = []
    for piece in slots.parse(template):
        if isinstance(piece, Slot) and not _belongs(piece, album, sheet):
            faults.append(Remark("another-album", f"{{{piece.kind}.{piece.index}}}"))
    for words, first in ((_OLDEST, True), (_NEWEST, False)):
        if words.search(template.lower()) and not _is_extreme(sheet, album, oldest=first):
            faults.append(Remark("order-of-years"))
    return faults


def _belongs(slot: Slot, album: int, sheet: FactSheet) -> bool:
    if slot.kind == "album":
        return slot.index == album
    if slot.kind == "track" and slot.index is not None:
        return values.same(sheet.top_tracks[slot.index].album, sheet.top_albums[album].title)
    return False


def _is_extreme(sheet: FactSheet, album: int, *, oldest: bool) -> bool:
    years = [other.year for other in sheet.top_albums]
    known = [year for year in years if year is not None]
    if len(known) < len(years) or len(known) < 2:
        return False
    extreme = min(known) if oldest else max(known)
    return years[album] == extreme and known.count(extreme) == 1

"""Sets text with Pango: any script, wrapped and fitted into a box. Imports Pango, so import it late."""

import unicodedata
import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

with warnings.catch_warnings():
    # Both bindings read their definitions without closing the file; said once here, it would fail a strict caller.
    warnings.simplefilter("ignore", ResourceWarning)
    import pangocairocffi
    import pangocffi

import cairocffi

_UNIT = pangocffi.units_from_double(1)
_RIGHT_TO_LEFT = {"R", "AL"}
_BOLD, _NORMAL = 800, 400


@dataclass(frozen=True, slots=True)
class Face:
    """What to set in: a family of ours, bold or not, `leading` and `tracking` in em."""

    family: str
    bold: bool
    leading: float = 1.2
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A laid-out text with its ink box, in px."""

    layout: Any
    size: float
    left: float
    top: float
    width: float
    height: float
    missing: tuple[str, ...]


def runs_right_to_left(text: str) -> bool:
    """True when the first letter with a direction is right-to-left (Unicode rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def set_block(text: str, face: Face, size: float, width: float, *, language: str, breaking: bool) -> Block:
    """Lay the text out at this size, wrapped to this width; `breaking` lets it break inside a word."""
    pango = pangocffi.pango
    # The binding frees no context, so this one is given its end here.
    pointer = pangocffi.ffi.gc(pango.pango_font_map_create_context(_font_map()), pangocffi.gobject.g_object_unref)
    context = pangocffi.Context.from_pointer(pointer)
    if language:
        pango.pango_context_set_language(
            context.pointer, pango.pango_language_from_string(language.encode("ascii", "ignore"))
        )
    pango.pango_context_set_round_glyph_positions(context.pointer, False)
    layout = pangocffi.Layout(context)
    description = pangocffi.FontDescription()
    description.family = f"{face.family},sans-serif"
    description.weight = _BOLD if face.bold else _NORMAL
    description.set_absolute_size(size * _UNIT)
    layout.font_description = description
    layout.text = text
    layout.width = round(width * _UNIT)
    layout.wrap = pangocffi.WrapMode.WORD_CHAR if breaking else pangocffi.WrapMode.WORD
    attributes = pango.pango_attr_list_new()
    pango.pango_attr_list_insert(
        attributes, pango.pango_attr_line_height_new_absolute(round(face.leading * size * _UNIT))
    )
    if face.tracking:
        pango.pango_attr_list_insert(
            attributes, pango.pango_attr_letter_spacing_new(round(face.tracking * size * _UNIT))
        )
    # A name broken inside a word keeps its own spelling: no hyphen of ours.
    pango.pango_attr_list_insert(attributes, pango.pango_attr_insert_hyphens_new(False))
    pango.pango_layout_set_attributes(layout.pointer, attributes)
    pango.pango_attr_list_unref(attributes)
    missing = _missing(layout, text)
    _settle(layout)
    ink, _ = layout.get_extents()
    return Block(
        layout,
        size,
        ink.x / _UNIT,
        ink.y / _UNIT,
        ink.width / _UNIT,
        ink.height / _UNIT,
        missing,
    )


def show(context: cairocffi.Context, block: Block, x: float, y: float) -> None:
    """Paint the block so that its layout's own corner is at x, y."""
    context.move_to(x, y)
    pangocairocffi.show_layout(context, block.layout)


def _settle(layout: Any) -> None:
    """Put every run on the one baseline.

    Pango (1.50 and later) moves runs of another script up or down within a line; in a name that looks like a fault.
    """
    pango = pangocffi.pango
    # Not the binding's LayoutIter: it is never freed.
    iterator = pango.pango_layout_get_iter(layout.pointer)
    while True:
        run = pango.pango_layout_iter_get_run(iterator)
        if run != pangocffi.ffi.NULL:
            run.y_offset = 0
        if not pango.pango_layout_iter_next_run(iterator):
            break
    pango.pango_layout_iter_free(iterator)


def _missing(layout: Any, text: str) -> tuple[str, ...]:
    """Each character for which no font has a glyph, in order of appearance; leaves the layout as it was."""
    unknown = pangocffi.pango.pango_layout_get_unknown_glyphs_count
    if not unknown(layout.pointer):
        return ()
    missing = []
    for character in dict.fromkeys(text):
        layout.text = character
        if unknown(layout.pointer):
            missing.append(character)
    layout.text = text
    return tuple(missing)


@cache
def _font_map() -> Any:
    """One map for the whole process, never freed: each costs tens of megabytes. Callers hold the drawing lock."""
    return pangocffi.ffi.cast("PangoFontMap *", pangocairocffi.pangocairo.pango_cairo_font_map_new())

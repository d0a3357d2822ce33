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
_SIZE = 100
"""Of the font in every layout, in px."""


@dataclass(frozen=True, slots=True)
class Face:
    """What to set in: a family of ours, bold or not, `leading` and `tracking` in em."""

    family: str
    bold: bool
    leading: float = 1.2
    tracking: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A text laid out at one size, with its ink box in px. Holds until its setting is asked for another size."""

    layout: Any
    size: float
    left: float
    top: float
    width: float
    height: float
    lines: int
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


class Setting:
    """A text in one face, shaped once and laid out at any size. `breaking` lets it break inside a word. What does not
    fit into `most_lines` ends with an ellipsis; `flush_right` sets its lines against the right edge.

    All sizes are one size of the font, wrapped to another width and shown larger: Pango looks for the fonts of each
    size anew, and keeps them for ever (measured: a tenth of the time to a first picture).
    """

    def __init__(
        self,
        text: str,
        face: Face,
        *,
        language: str,
        breaking: bool,
        most_lines: int | None = None,
        flush_right: bool = False,
    ) -> None:
        self._layout = _laid_out(text, face, language, breaking=breaking)
        if most_lines is not None:
            self._layout.height = -most_lines  # Pango's way to say lines instead of units
            self._layout.ellipsize = pangocffi.EllipsizeMode.END
        if flush_right:
            self._layout.alignment = pangocffi.Alignment.RIGHT
        self._missing = _missing(self._layout, text)

    def at(self, size: float, width: float) -> Block:
        """The text at this size in px, wrapped to this width; the block before it holds no longer."""
        scale = size / _SIZE
        self._layout.width = round(width / scale * _UNIT)
        _settle(self._layout)
        ink, _ = self._layout.get_extents()
        left, top, wide, high = (length / _UNIT * scale for length in (ink.x, ink.y, ink.width, ink.height))
        lines = pangocffi.pango.pango_layout_get_line_count(self._layout.pointer)
        return Block(self._layout, size, left, top, wide, high, lines, self._missing)


def show(context: cairocffi.Context, block: Block, x: float, y: float) -> None:
    """Paint the block so that its layout's own corner is at x, y."""
    context.save()
    context.translate(x, y)
    context.scale(block.size / _SIZE, block.size / _SIZE)
    context.move_to(0, 0)
    pangocairocffi.show_layout(context, block.layout)
    context.restore()


def _laid_out(text: str, face: Face, language: str, *, breaking: bool) -> Any:
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
    description.set_absolute_size(_SIZE * _UNIT)
    layout.font_description = description
    layout.text = text
    layout.wrap = pangocffi.WrapMode.WORD_CHAR if breaking else pangocffi.WrapMode.WORD
    attributes = pango.pango_attr_list_new()
    pango.pango_attr_list_insert(
        attributes, pango.pango_attr_line_height_new_absolute(round(face.leading * _SIZE * _UNIT))
    )
    if face.tracking:
        pango.pango_attr_list_insert(
            attributes, pango.pango_attr_letter_spacing_new(round(face.tracking * _SIZE * _UNIT))
        )
    # A name broken inside a word keeps its own spelling: no hyphen of ours.
    pango.pango_attr_list_insert(attributes, pango.pango_attr_insert_hyphens_new(False))
    pango.pango_layout_set_attributes(layout.pointer, attributes)
    pango.pango_attr_list_unref(attributes)
    return layout


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

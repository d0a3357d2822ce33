"""How each theme speaks on a preview image: ground, inks, faces, where the record lies, what is ruled. Name, line and
address stay where they are, so that it reads small.
"""

from dataclasses import dataclass

from app.domain.palette import Palette
from app.media import fonts
from app.media.emblem_shapes import Detail

SERIFS = "Noto Serif,Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Devanagari,Noto Serif Thai,Noto Serif CJK JP"


@dataclass(frozen=True, slots=True)
class Voice:
    """Colours are `#rrggbb`. `names` are faces for the name, widest first, each with the size in px that makes it
    the right one; a face may list families to fall back on. `detail` is how the emblem is drawn, `disc` how far its
    middle is from the edge and its radius, in px. `ruled`: a spine, and a rule above each small line, as inlays have.
    """

    ground: str
    ink: str
    accent: str
    names: tuple[tuple[str, float], ...]
    text: str
    bold: bool = True
    detail: Detail = "full"
    disc: tuple[int, int] = (128, 380)
    ruled: bool = False


def voice(theme: str, colours: Palette) -> Voice:
    if theme == "programme":
        return Voice(
            ground="#f8f4ea",
            ink="#1f1b16",
            accent=colours.accent_light,
            names=((f"Anchor Spectral,{SERIFS}", 0.0),),
            text=f"Anchor Spectral SC,Anchor Spectral,{SERIFS}",
            bold=False,
            detail="line",
        )
    if theme == "fanzine":
        return Voice(
            ground="#f3f3f1",
            ink="#0d0d0d",
            accent=colours.block,
            names=(("Anchor Slab", 0.0),),
            text="Anchor Courier",
        )
    inks = colours.block, colours.block_ink, colours.label
    if theme == "j-card":
        return Voice(*inks, (("Anchor Sofia", 0.0),), "Anchor Fragment", ruled=True)
    if theme == "label":
        return Voice(*inks, (("Anchor Jost Heavy", 0.0),), "Anchor Jost", disc=(285, 230))
    names = tuple(zip(fonts.NAME_FAMILIES, (150.0, 100.0, 0.0), strict=True))
    return Voice(*inks, names, fonts.TEXT_FAMILY)

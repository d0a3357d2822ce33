"""How each theme speaks on a preview image: ground, inks, faces. The composition stays, so that it reads small."""

from dataclasses import dataclass

from app.domain.palette import Palette
from app.media import fonts
from app.media.emblem_shapes import Detail

SERIFS = "Noto Serif,Noto Naskh Arabic,Noto Serif Hebrew,Noto Serif Devanagari,Noto Serif Thai,Noto Serif CJK JP"


@dataclass(frozen=True, slots=True)
class Voice:
    """Colours are `#rrggbb`. `names` are faces for the name, widest first, each with the size in px that makes it
    the right one; a face may list families to fall back on. `detail` is how the emblem is drawn."""

    ground: str
    ink: str
    accent: str
    names: tuple[tuple[str, float], ...]
    text: str
    bold: bool = True
    detail: Detail = "full"


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
    if theme in ("j-card", "label"):
        name, text = ("Anchor Sofia", "Anchor Fragment") if theme == "j-card" else ("Anchor Jost Heavy", "Anchor Jost")
        return Voice(colours.block, colours.block_ink, colours.label, ((name, 0.0),), text)
    return Voice(
        ground=colours.block,
        ink=colours.block_ink,
        accent=colours.label,
        names=tuple(zip(fonts.NAME_FAMILIES, (150.0, 100.0, 0.0), strict=True)),
        text=fonts.TEXT_FAMILY,
    )

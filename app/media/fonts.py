"""The one place that decides which fonts are used for drawing.

Pango reads FONTCONFIG_FILE when it is first loaded in a process, so this runs before anything imports it
(and before WeasyPrint, which loads the same library).
"""

import os
from pathlib import Path

CONFIGURATION = Path(__file__).with_name("fonts.conf")

NAME_FAMILIES = ("Archivo 100", "Archivo 78", "Archivo 62")
"""The name's face, wide to narrow: a short name is set wide, a long one narrow."""

TEXT_FAMILY = "Archivo Text"


def use_bundled_fonts() -> None:
    """Point fontconfig at the shipped configuration; call it before Pango is imported. Twice is calm."""
    os.environ["FONTCONFIG_FILE"] = str(CONFIGURATION)

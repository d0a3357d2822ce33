"""The themes of a page (docs/design.md): each differs in form, not in tint."""

THEMES = ("sleeve", "programme")

DEFAULT = THEMES[0]

ENGRAVED = frozenset({"programme"})
"""Themes whose emblem is drawn in lines, as a printer would engrave it."""

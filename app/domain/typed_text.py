"""The character rule of everything a person types: normalised, visible, bounded."""

import unicodedata

from app.domain.refusals import BadInput

JOINERS = "\u200c\u200d"  # ZWNJ and ZWJ: needed in Persian and Hindi words and in joined emoji
MAX_COMBINING = 6


def clean(value: str, *, field: str, label: str, limit: int, lines: bool = False) -> str:
    """`value` in NFC without outer or doubled white space. Raises BadInput for what no reader could see."""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    text = "\n".join(" ".join(line.split()) for line in text.split("\n")) if lines else " ".join(text.split())
    text = text.strip()
    if len(text) > limit:
        raise BadInput(field, f"{label} is {len(text)} characters long; {limit} fit.")
    if any(_invisible(character) for character in text if not (lines and character == "\n")):
        raise BadInput(field, f"{label} holds an invisible character. Type it again instead of pasting it.")
    if _stacked(text):
        raise BadInput(field, f"{label} holds too many marks on one letter.")
    return text


def _invisible(character: str) -> bool:
    if character in JOINERS:
        return False
    category = unicodedata.category(character)
    tag_or_fill = 0xE0000 <= ord(character) <= 0xE0FFF or character in "\u2800\u3164\uffa0\u115f\u1160"
    return category in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") or tag_or_fill


def _stacked(text: str) -> bool:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > MAX_COMBINING:
            return True
    return False

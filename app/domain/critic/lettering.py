"""Clean Unicode: one spelling for each letter, quote and dash, and nothing that the eye cannot see."""

import unicodedata

_ASCII = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u201b": "'",
        "\u2032": "'",
        "\u02bc": "'",
        "\uff07": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u201f": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\uff02": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
    }
)
_BLANKS = {"\n", "\r", "\t"}
# Letters of these scripts stand side by side without spaces, so a name in them has no word boundary.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
_JOINERS = {"\u200c", "\u200d", "\ufe0f", "\ufe0e"}  # lawful inside Persian, Indic and emoji names


def compose(text: str) -> str:
    """The text in NFC: the form in which every offset of the critic counts."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case with ASCII quotes, apostrophes and hyphens; as long as `text`, so offsets stay true."""
    plain = text.translate(_ASCII)
    lowered = plain.lower()
    if len(lowered) == len(plain):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in plain)


def straighten(text: str) -> str:
    """ASCII quotes, apostrophes and hyphens, case kept; as long as `text`."""
    return text.translate(_ASCII)


def is_invisible(char: str) -> bool:
    """Whether the eye cannot see the character: controls, formats, private and unassigned code points."""
    return unicodedata.category(char) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"} and char not in _BLANKS


def is_joiner(char: str) -> bool:
    """Whether an invisible character is lawful inside a name that the sheet spells the same way."""
    return char in _JOINERS


def is_unspaced(char: str) -> bool:
    """Whether the character belongs to a script that is written without spaces between words."""
    return ord(char) > 0x0E00 and unicodedata.name(char, "").startswith(_UNSPACED)

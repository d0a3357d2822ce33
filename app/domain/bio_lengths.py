"""A bio in three lengths, for a programme, a listing and an article: whole sentences of it, never a new word."""

import re
from dataclasses import dataclass

SHORT_LIMIT = 200
"""Characters of the short one: what a listing prints. A longer first sentence stays whole."""

_END = re.compile(
    r"""(?:
        (?<!\b[A-Z])                    # an initial: "J. S. Bach"
        (?<!\b(?:St|Dr|Mr|Ms|No|vs|ft|Op))(?<!\b(?:Mrs|Vol|vol))(?<!\bfeat)
        [.!?…؟۔]+["'”’»)\]]*(?=\s)      # scripts that put a space after a sentence
      | [。！？｡]+(?![」』”’）])          # and those that do not; inside a quotation it is no end
      | [।॥]+(?=\s|$)                   # Devanagari and its neighbours
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class BioLengths:
    """`short` is empty when it would say the same as another; `line` too, when the bio is one sentence."""

    line: str
    short: str
    full: str


def lengths(bio: str) -> BioLengths:
    """The first sentence, as many first ones as a listing has room for, and all of it."""
    first, *others = sentences(bio) or [""]
    short = first
    rest = [*others]
    while rest and len(short) + 1 + len(rest[0]) <= SHORT_LIMIT:
        short = _joined(short, rest.pop(0))
    whole = not rest
    return BioLengths(line=first if others else "", short="" if whole or short == first else short, full=bio.strip())


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order; a line break ends one too."""
    found = []
    for line in text.splitlines():
        start = 0
        for end in _END.finditer(line):
            found.append(line[start : end.end()].strip())
            start = end.end()
        found.append(line[start:].strip())
    return [sentence for sentence in found if sentence]


def _joined(one: str, other: str) -> str:
    """Scripts that put no space after a sentence get none here."""
    return one + other if one.endswith(("。", "！", "？", "｡")) else f"{one} {other}"

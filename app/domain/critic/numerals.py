"""Numbers as words and digits, and the sets of counts that a sheet allows."""

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
).split()
_DECADES = dict(zip((f"{ten[:-1]}ies" for ten in _TENS), range(20, 100, 10), strict=True)) | {"noughties": 0}

CARDINALS = (
    {word: number for number, word in enumerate(_UNITS)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {
        f"{ten}-{unit}": 10 * tens + units
        for tens, ten in enumerate(_TENS, start=2)
        for units, unit in enumerate(_UNITS[1:10], start=1)
    }
    | {"hundred": 100, "dozen": 12, "half-dozen": 6, "pair": 2, "couple": 2, "both": 2}
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, start=1)} | {
    f"{number}{suffix}": number for number in range(1, 100) for suffix in ("st", "nd", "rd", "th")
}


def cardinal(folded: str) -> int | None:
    """The number that a folded word or digit string says, else None."""
    if folded.isdecimal() and len(folded) <= 6:
        return int(folded)
    return CARDINALS.get(folded)


def decade(folded: str) -> int | None:
    """The first year of a decade, or its two last digits when no century is said (`the seventies`, `90s`)."""
    if folded in _DECADES:
        return _DECADES[folded]
    digits = folded.removesuffix("s")
    if digits != folded and digits.isdecimal() and len(digits) in (2, 4) and digits.endswith("0"):
        return int(digits)
    return None


def same_decade(year: int, start: int) -> bool:
    """Whether the year lies in the decade; a start below 100 leaves the century open."""
    own = year - year % 10
    return own == start or (start < 100 and own % 100 == start)

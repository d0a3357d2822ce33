"""The little English grammar that the writer needs: articles, lists, agreement, possessives, number words."""

import re
import unicodedata
from collections.abc import Sequence

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_SILENT_H = ("hour", "honest", "honor", "honour", "heir")
_SPOKEN_AS_YOU = ("uke", "ukulele", "union", "unique", "unit", "univers", "use", "usual", "utop", "euro", "eu", "uk")
_SPOKEN_AS_W = ("one", "once", "ouija")
_LETTERS_WITH_AN = frozenset("AEFHILMNORSX")
_IRREGULAR = {"have": "has", "be": "is", "do": "does", "go": "goes"}
_PLURAL = {"be": "are"}
_GROUPS = frozenset(
    "band duo trio quartet quintet sextet septet octet choir chorus ensemble orchestra collective "
    "group troupe crew piece system".split()
)
_MASS = frozenset("software hardware percussion voice sound noise electronica tape feedback midi code beatbox".split())
_ONE_WITH_S = frozenset("bass double-bass contrabass celeste glass".split())
_VERB = re.compile(r"@([a-z]+)")


def article(phrase: str) -> str:
    """Return "a" or "an", by how the first word is spoken: an MC, a uke player, an 8-bit composer."""
    word = re.split(r"[\s\-–/]", phrase.strip(), maxsplit=1)[0].strip("\"'“‘(")
    lowered = word.casefold()
    if not word:
        return "a"
    if lowered[0].isdigit():
        return "an" if lowered[0] == "8" or re.match(r"1[18](\D|$|\d\d(\D|$))", lowered) else "a"
    letters = re.sub(r"[^A-Za-z]", "", word)
    if len(letters) == 1 or (letters.isupper() and len(letters) <= 4):
        return "an" if letters[0].upper() in _LETTERS_WITH_AN else "a"
    if lowered.startswith(_SILENT_H):
        return "an"
    if lowered.startswith(_SPOKEN_AS_YOU) or lowered in _SPOKEN_AS_W:
        return "a"
    return "an" if lowered[0] in "aeiouáàâäéèêëíìîïóòôöúùûü" else "a"


def with_article(phrase: str) -> str:
    """Put the right article before a singular noun phrase."""
    return f"{article(phrase)} {phrase}"


def listed(items: Sequence[str]) -> str:
    """Join with commas and a last "and"; an item that holds an "and" itself is kept apart by a comma."""
    if len(items) < 2:
        return "".join(items)
    comma = "," if any(" and " in item for item in items[-2:]) and len(items) > 2 else ""
    return f"{', '.join(items[:-1])}{comma} and {items[-1]}"


def is_countable(noun: str) -> bool:
    """True for one thing that takes an article: a sampler, and no turntables, software or percussion."""
    last = noun.casefold().split()[-1:]
    return bool(last) and last[0] not in _MASS and (not last[0].endswith("s") or last[0] in _ONE_WITH_S)


def possessive(name: str) -> str:
    """Append 's, also after a final s (Iris's); a plural such as The Lower Fields takes the apostrophe alone."""
    apostrophe = "’" if "’" in name else "'"
    many = name.casefold().startswith("the ") and name.casefold().endswith("s")
    return f"{name}{apostrophe}" if many else f"{name}{apostrophe}s"


def takes_s(name: str) -> bool:
    """True for a name whose possessive reads well before a noun: short, of Latin letters, not ending in s."""
    letters = all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())
    return letters and len(name) <= 30 and name[-1:].isalpha() and name[-1:].casefold() not in "szx"


def number_word(number: int) -> str:
    """Spell out 0 to 20; larger counts stay in digits."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


def years(number: int) -> str:
    """A stretch of whole years in words: a year, five years."""
    return "a year" if number == 1 else f"{number_word(number)} years"


def plural(noun: str, number: int) -> str:
    """Agree a regular noun with a count."""
    return noun if number == 1 else f"{noun}s"


def agree(text: str, *, many: bool) -> str:
    """Conjugate the marked verbs (@play) in the present tense, for one subject or many."""
    return _VERB.sub(lambda match: conjugate(match[1], many=many), text)


def conjugate(verb: str, *, many: bool) -> str:
    """Present tense, third person: play -> plays, have -> has, be -> is or are."""
    if many:
        return _PLURAL.get(verb, verb)
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if re.search(r"(s|x|z|ch|sh)$", verb):
        return f"{verb}es"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def capitalise(text: str) -> str:
    """Raise the first letter and leave the rest alone."""
    return text[:1].upper() + text[1:]


def is_group(role: str) -> bool:
    """True when the typed role names a group; only then may a text say "they"."""
    words = re.findall(r"[a-z]+", role.casefold())
    if not words:
        return False
    head = re.split(r"\b(?:in|of|with|for|from)\b", role.casefold(), maxsplit=1)[0]
    last = re.findall(r"[a-z]+", head)
    alone = {"leader", "one", "solo", "man", "woman"} & set(words)
    return bool(last) and last[-1] in _GROUPS and not alone


def is_joint(name: str) -> bool:
    """True for two names in one: Anna & Peter."""
    return len(name.split()) <= 6 and bool(re.search(r"\s(?:and|&|\+)\s", name.casefold()))


def is_several(role: str, name: str) -> bool:
    """True for the plural role of two people: Anna & Peter, wedding DJs."""
    return is_joint(name) and role.endswith("s")


def is_singular(name: str) -> bool:
    """True when a singular verb after an artist's name cannot be wrong: no plural, no joint credit."""
    lowered = name.casefold()
    return not re.search(
        r"\s(?:and|&|\+|of|y|e|und|et|x|vs\.?|feat\.?)\s|[,/;]|s$|^the\s|^los\s|^las\s|^les\s|^die\s", lowered
    )

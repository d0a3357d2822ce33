"""Which values of a fact sheet may stand in a text, and how the typed ones are written in a sentence."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from app.domain.writer import nouns

Accept = Callable[[str], bool]

LONGEST_VALUE: Final = 80
LONGEST_ODD_NAME: Final = 40
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_INVISIBLE_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u00ad\u034f\u17b4\u17b5")
_MARKUP = re.compile(
    r"[{}<>`|\\@^]|https?:|www\.|\*\*|\]\(|__|^#|\s#\w|&\w+;|\b\w+\.(?:com|net|org|io|co|ly|fm)\b", re.I
)
_ORDERS = re.compile(
    r"\bignore\b.{0,24}\b(?:previous|above|all|prior|instruction|rule)|\binstructions?\b|\bsystem\s*:|\bprompt\b|"
    r"\bas an ai\b|\blanguage model\b|\byou are (?:now|an?)\b|\bassistant\b|drop table|\bselect \*|--\s*$|"
    r"\bdisregard\b|\bjson\b|\boutput\b.{0,12}:",
    re.I,
)
_NOBODY = frozenset(
    {
        "various artists",
        "various",
        "various artist",
        "va",
        "v.a.",
        "unknown",
        "unknown artist",
        "[unknown]",
        "soundtrack",
    }
)
_VOICE = re.compile(r"\b(?:i|i'm|i’m|my|me|we|our|us|you|your|he|she|his|her|him)\b", re.I)
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b(?:St|Dr|Mr|Jr|Sr|Ms))[.!?]\s+\S|[!?;:]|\.$|\d{5,}")
_ANNOUNCEMENT = re.compile(
    r"\bout (?:now|today|soon|on|in|everywhere)\b|\bcoming\b|\bnew (?:album|single|ep|song|music)\b|!{2}|"
    r"\b(?:stream|listen|pre-?save|award|number one|no\. ?1|best)\b|\.\s+[A-Z]",
    re.I,
)
_STRAY_COMMA = re.compile(r"(?:^|\s)[,;:]")


def is_visible(value: str) -> bool:
    """True when every character of the value can be seen (or is a plain space) and some of them are no spaces."""
    return bool(value.strip()) and not any(
        unicodedata.category(character) in _INVISIBLE
        or character in _INVISIBLE_LETTERS
        or (character.isspace() and character != " ")
        for character in value
    )


def is_clean(value: str) -> bool:
    """True when the value is visible and holds no markup, no address and no order to a machine."""
    return is_visible(value) and not _MARKUP.search(value) and not _ORDERS.search(value)


def is_name(value: str) -> bool:
    """True for a display name that reads like an order to a machine and is short enough to be nothing but a name.

    Printed where a name stands it orders nobody; a longer one could carry claims into the text, and is left out.
    """
    return len(value) <= LONGEST_ODD_NAME and is_visible(value) and not _MARKUP.search(value) and "." not in value


def is_usable(value: str) -> bool:
    """True when the writer may print the value: clean and of a length that a sentence can carry."""
    return len(value) <= LONGEST_VALUE and is_clean(value)


def is_somebody(artist: str) -> bool:
    """False for the names that stand for nobody, as Various Artists."""
    return is_usable(artist) and artist.casefold() not in _NOBODY


def is_phrase(value: str, longest: int) -> bool:
    """True for a typed noun phrase: usable, no sentence, no first or second person."""
    return len(value) <= longest and is_usable(value) and not _SENTENCE.search(value) and not _VOICE.search(value)


def is_noun(value: str, longest: int) -> bool:
    """True for a typed phrase of words, no comma astray: a band may be called "!!!", no role, city or instrument."""
    noun = common_noun(value)
    return is_phrase(without_pronouns(value), longest) and any(map(str.isalnum, noun)) and not _STRAY_COMMA.search(noun)


def is_release(value: str) -> bool:
    """True for a typed release that is a title and no announcement."""
    return is_usable(value) and not _ANNOUNCEMENT.search(value) and not _VOICE.search(value)


def same(one: str, other: str) -> bool:
    """Compare names as people do: without case, width and surplus spaces."""
    return key(one) == key(other)


def key(value: str) -> str:
    """The form of a value under which it counts as the same."""
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())


def without_guests(title: str) -> str:
    """Drop "(feat. Somebody)" from a title; it is a credit, not the name of the song."""
    short = re.sub(r"\s*[(\[](?:feat\.?|ft\.?|featuring|with)\s[^()\[\]]*[)\]]", "", title, flags=re.I).strip()
    return short or title


def without_pronouns(role: str) -> str:
    """Drop "(she/her)" from a role."""
    return re.sub(r"\s*[(\[](?:she|he|they|it)/[^()\[\]]*[)\]]", "", role, flags=re.I)


def common_noun(typed: str) -> str:
    """Write a typed role or instrument as it stands inside a sentence: no article, pronouns or comma, no capital."""
    noun = re.sub(r"^(?:an?|the)\s+", "", without_pronouns(typed).strip().rstrip(" ,;:"), flags=re.I)
    first = re.split(r"[\s/,]", noun, maxsplit=1)[0]
    plain = first[1:] == first[1:].lower() and len(first) > 1 and not any(map(str.isdigit, first))
    if plain and not nouns.keeps_capital(first):
        noun = noun[:1].lower() + noun[1:]
    return nouns.proper(noun)


def is_latin(value: str) -> bool:
    """True when every letter is Latin: a noun of another script cannot stand in an English sentence as a noun."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in value if letter.isalpha())

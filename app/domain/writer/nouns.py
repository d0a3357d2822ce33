"""How a role, an instrument or a genre is spelt inside a sentence: initials and proper adjectives keep capitals.

Facts arrive in lower case from Spotify ("uk garage") and in any case from a person ("Singer"). The tables are short and
reviewed; a word that is in none of them is printed as it came, but for the capital of its first letter.
"""

import re
from typing import Final

INITIALS: Final = {
    word.casefold(): word
    for word in "DJ DJs VJ MC MCs EDM IDM EBM MPB UK US USA NYC LA DIY R&B RnB EP LP ASMR AOR NWOBHM EWI MIDI".split()
}
PEOPLES: Final = frozenset(
    "african afro-cuban american andalusian arab arabic argentine armenian asian australian austrian balinese "
    "balkan basque belgian brazilian breton british bulgarian canadian carnatic catalan celtic chilean chinese "
    "colombian cornish croatian cuban czech danish dutch egyptian english estonian ethiopian european finnish "
    "french galician georgian german ghanaian greek hawaiian hebrew hindustani hungarian icelandic indian "
    "indonesian iranian iraqi irish israeli italian jamaican japanese javanese jewish kenyan korean latin latvian "
    "lebanese lithuanian malian marathi mexican mongolian moroccan nepali nigerian nordic norwegian palestinian "
    "persian peruvian polish portuguese punjabi romani romanian russian scandinavian scots scottish senegalese "
    "serbian siberian sicilian slovak slovene slovenian spanish swedish swiss syrian taiwanese tamil telugu thai "
    "tibetan tunisian turkish tuvan ukrainian vietnamese venezuelan welsh yiddish zulu afrikaans anatolian "
    "appalachian balearic gregorian andean bengali malayalam hindi urdu farsi mandarin cantonese swahili "
    "levantine mizrahi gujarati sephardic ashkenazi".split()
)
PLACES: Final = frozenset(
    "atlanta bakersfield berlin canterbury chicago detroit goa harlem hawaii ibiza manchester memphis nashville texas "
    "tulsa shetland orkney midwest americana bollywood motown christmas christian".split()
)
MAKERS: Final = frozenset(
    "hammond rhodes moog fender wurlitzer roland korg yamaha gibson martin steinway buchla".split()
)
PLURALS: Final = {
    genre: f"{genre}s"
    for genre in ("soundtrack", "audiobook", "podcast", "field recording", "musical", "film score", "radio play")
}
"""Genres that are things: one listens to soundtracks."""
TWO_WORDS: Final = {
    "west coast": "West Coast",
    "east coast": "East Coast",
    "new orleans": "New Orleans",
    "new york": "New York",
    "southern hip hop": "Southern hip hop",
}
_LETTER_DASH: Final = re.compile(
    r"[jkctv]-(?:pop|rock|indie|folk|rap|hip|r&b|punk|ambient|metal|ballad|jazz|country|reggae)"
)
_WORD: Final = re.compile(r"[^\s/,-]+(?:-[^\s/,-]+)*")


def proper(noun: str) -> str:
    """Write initials and proper adjectives with their capitals: DJ, UK garage, Irish folk, K-indie, Chicago house."""
    text = _WORD.sub(lambda match: _word(match[0]), noun)
    for lowered, written in TWO_WORDS.items():
        text = re.sub(rf"\b{lowered}\b", written, text)
    return text


def _word(word: str) -> str:
    lowered = word.casefold()
    if word != lowered and word[:1] == word[:1].lower():
        return word  # somebody meant it so: "iD", "eMo"
    known = INITIALS.get(lowered)
    if known is not None:
        return known
    if _LETTER_DASH.match(lowered) or lowered in PEOPLES or lowered in PLACES or lowered in MAKERS:
        return word[:1].upper() + word[1:]
    head, dash, tail = word.partition("-")
    return f"{_word(head)}{dash}{_word(tail)}" if dash and tail else word


def keeps_capital(word: str) -> bool:
    """True for a first word whose capital is its own: Irish, Hammond."""
    lowered = word.casefold()
    return lowered in PEOPLES or lowered in PLACES or lowered in MAKERS or bool(_LETTER_DASH.match(lowered))

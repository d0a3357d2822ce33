"""The closed vocabulary: every word outside the facts is in the house list, or the person typed it."""

import re
from collections.abc import Iterable, Iterator

from app.domain import copy_data
from app.domain.critic import lettering, numerals
from app.domain.critic.findings import Finding
from app.domain.critic.tokens import Sentence, Token
from app.domain.fact_sheet import FactSheet

_TAKE = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]\s*$|\s-\s([^-]{1,60})$")
_WORK = re.compile(r"([^\W\d_]{4,20})s?\s+[Nn]os?\.?\s?\d")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_ENDINGS = frozenset(
    (
        "s es ed d ing er ers or ors ist ists ian ians y ies e o os a as r rs tion tions ter ting ted ler mer "
        "mers ming med per pers ping ped ner eter eters ion ions ionist ionists ition itions ial al ic graph graphs "
        "ograph in ins"
    ).split()
) | {""}
_COUNTED = frozenset({"song", "album", "track", "record", "word", "year", "letter", "artist", "genre", "decade"})
# Words of one trade whose stems differ; a typed word of a row grounds the others.
_FAMILIES = (
    frozenset(
        "sing sings sang sung singing singer singers vocals vocal vocalist vocalists voice voices choir choirs".split()
    ),
    frozenset("rap raps rapped rapping rapper rappers mc mcs".split()),
    frozenset("dj djs djing".split()),
    frozenset("songwriter songwriters songwriting singer-songwriter singer-songwriters writes".split()),
    frozenset("saxophone saxophones saxophonist saxophonists sax saxes saxist".split()),
    frozenset("synth synths synthesizer synthesizers synthesiser synthesisers".split()),
    frozenset("keyboard keyboards keyboardist keys".split()),
    frozenset("flute flutes flautist flautists flutist flutists".split()),
    frozenset("produce produces produced producing producer producers production productions".split()),
    frozenset("bass basses bassist bassists".split()),
    frozenset("beat beats beatmaker".split()),
    frozenset("comedian comedians comic comics comedy joke jokes stand-up".split()),
    frozenset("two-piece duo duos".split()),
    frozenset("three-piece trio trios".split()),
    frozenset("four-piece quartet quartets".split()),
    frozenset("five-piece quintet quintets".split()),
    frozenset("conduct conducts conducted conducting conductor conductors".split()),
    frozenset("bandleader bandleaders leads led leading leader leaders".split()),
    frozenset("fiddle fiddles fiddler fiddlers violin violins".split()),
)

# What an instrument is one of: a typed viola grounds "strings", a trumpet "brass".
_BOWED = frozenset("violin viola cello fiddle erhu contrabass kamancheh nyckelharpa".split())
_PLUCKED = frozenset("guitar bass harp banjo mandolin lute oud ukulele bouzouki kora sitar zither koto bandura".split())
_KEYED = frozenset("piano organ harmonium synthesizer synthesiser synth harpsichord clavinet celesta".split())
_KINDS = (
    (frozenset("string strings bow bowed bows".split()), _BOWED),
    (frozenset("string strings plucked picked".split()), _PLUCKED),
    (frozenset("key keys keyboard keyboards".split()), _KEYED),
    (frozenset({"brass"}), frozenset("trumpet trombone tuba cornet flugelhorn euphonium horn".split())),
    (frozenset({"reed", "reeds"}), frozenset("saxophone sax clarinet oboe bassoon duduk".split())),
    (frozenset({"percussion"}), frozenset("drums tabla congas bongos timpani djembe cajon taiko".split())),
)

_TITLES = frozenset("title titles titled word words".split())

# A choir sings, but who sings has no choir.
_CHOIRS = frozenset({"choir", "choirs"})


def check(sentence: Sentence, sheet: FactSheet) -> Iterator[Finding]:
    """A finding for every lower-case word that is neither in the house vocabulary nor typed."""
    for at, token in enumerate(sentence):
        if token.kind != "word" or (_is_capital(token) and not token.opens):
            continue
        if not (is_known(token.fold, sheet) or _is_at_home(sentence, at) or _is_of_title(sentence, token.fold, sheet)):
            rule = "ungrounded" if _is_capital(token) else "vocabulary"
            message = f"“{token.text}” is not among your facts. Remove it or add it."
            yield Finding(rule, token.text, message, token.start, token.end)


def is_known(folded: str, sheet: FactSheet) -> bool:
    """Whether a text about this sheet may use the word."""
    if folded in copy_data.vocabulary() or numerals.cardinal(folded) is not None or numerals.decade(folded) is not None:
        return True
    if folded in numerals.ORDINALS or is_typed(folded, sheet) or folded in _takes(sheet) | _works(sheet):
        return True
    owner = folded.removesuffix("'s").removesuffix("'")
    return _is_counted(folded) or (owner != folded and is_known(owner, sheet))


def _is_at_home(sentence: Sentence, at: int) -> bool:
    """ "Leeds is home to the band", "has called Leeds home": another way to say "in Leeds"."""
    if sentence[at].fold != "home" or (at and sentence[at - 1].fold in {"at", "from"}):
        return False
    near = (*sentence[max(0, at - 2) : at], *sentence[at + 1 : at + 3])
    return any("typed.city" in token.slot_paths for token in near)


def _is_of_title(sentence: Sentence, folded: str, sheet: FactSheet) -> bool:
    """ "There is a kettle in the title": a word of a title, in a sentence about titles."""
    if not any(token.kind == "word" and token.fold in _TITLES for token in sentence):
        return False
    titles = [track.title for track in sheet.top_tracks] + [album.title for album in sheet.top_albums]
    own = _words(titles)
    return folded in own or folded + "s" in own or folded.removesuffix("s") in own


def _takes(sheet: FactSheet) -> set[str]:
    """The words that tell one take of a title from another: "live", of "Quay (Live)"."""
    tails = (tail for track in sheet.top_tracks for found in _TAKE.findall(track.title[:300]) for tail in found)
    return _words(tails) - _words(track.artist for track in sheet.top_tracks)


def _works(sheet: FactSheet) -> set[str]:
    """What the numbered works of the titles are: "Quartet No. 8" is a quartet, and one of the quartets."""
    titles = [track.title for track in sheet.top_tracks] + [album.title for album in sheet.top_albums]
    forms = _words(form for title in titles for form in _WORK.findall(title[:300]))
    return forms | {form + "s" for form in forms} | {form[:-1] + "ies" for form in forms if form.endswith("y")}


def is_typed(folded: str, sheet: FactSheet) -> bool:
    """Whether the person typed the word, or a word of the same trade ("cello" grounds "cellist")."""
    if folded in _words((sheet.typed.current_release, *sheet.genres)):
        return True
    if is_of_trade(folded, sheet, sheet.typed.city):
        return True
    if folded.replace("-", "") in {
        word.replace("-", "").replace(" ", "") for word in map(lettering.fold, sheet.genres)
    }:
        return True
    return folded in {word + "s" for word in _words(sheet.genres)}


def is_of_trade(folded: str, sheet: FactSheet, *more: str) -> bool:
    """Whether the word is of the typed role or instruments, or of `more` texts, or of the same trade as one of them."""
    own = _words((sheet.typed.role, *sheet.typed.instruments, *more))
    own |= {part for word in own for part in word.split("-") if len(part) > 3}
    if folded in own or any(folded in family and own & family for family in _FAMILIES if folded not in _CHOIRS):
        return True
    if any(folded in words and own & members for words, members in _KINDS):
        return True
    return any(_same_stem(folded, word) for word in own)


def typed_words(sheet: FactSheet) -> set[str]:
    """The words that the person typed, letter for letter."""
    typed = sheet.typed
    texts = (typed.role, typed.current_release, *typed.instruments)
    return {word for text in texts for word in _WORD.findall(lettering.straighten(lettering.compose(text[:300])))}


def _same_stem(word: str, typed: str) -> bool:
    shared = 0
    for left, right in zip(word, typed, strict=False):
        if left != right:
            break
        shared += 1
    if shared < max(4, min(len(word), len(typed)) - 3):
        return False
    return word[shared:] in _ENDINGS and typed[shared:] in _ENDINGS


def _is_counted(folded: str) -> bool:
    """`two-song`, `nine-year`: the number rule checks the number."""
    number, _, noun = folded.rpartition("-")
    return numerals.cardinal(number) is not None and noun in _COUNTED


def _is_capital(token: Token) -> bool:
    return any(char.isupper() for char in token.text)


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(lettering.fold(lettering.compose(text[:300])))}

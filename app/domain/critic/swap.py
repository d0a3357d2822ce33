"""The swap test: a sentence without a fact could stand on anybody's page."""

from collections.abc import Iterator
from itertools import pairwise

from app.domain.critic import grammar, lettering, numerals, vocabulary
from app.domain.critic.findings import Finding, Kind
from app.domain.critic.tokens import Sentence, Token
from app.domain.fact_sheet import FactSheet

_QUANTIFIERS = frozenset({"each", "all", "both", "none", "no", "nothing", "neither"})
_COUNTED = grammar.ITEM_NOUNS | {"list", "page", "artist", "artists", "genre", "genres"}
_HERE = frozenset({"listed", "here", "list", "page"})
_LOOSE = frozenset({"always", "ever", "never", "more", "new", "time", "times", "lately", "next", "music"})
# Facts about the person: a caption that holds nothing else says nothing of its album.
_PERSONAL = ("typed.role", "typed.city", "typed.instruments")
_DERIVED = frozenset(
    "oldest newest earliest latest only none both title titles self-titled first last single earlier "
    "later newer older same current recent".split()
)


def check(sentence: Sentence, kind: Kind, sheet: FactSheet) -> Iterator[Finding]:
    """A finding when the sentence holds no fact and no number; a caption may do with a derived relation."""
    if any(_is_specific(token, kind, sheet) for token in sentence) or _is_derived(sentence) or _introduces(sentence):
        return
    if kind == "caption" and _is_namesake(sentence, sheet):
        return
    start, end = sentence[0].start, sentence[-1].end
    span = _as_it_stands(sentence)
    yield Finding("swap", span, "This sentence could stand on anybody's page. Put a fact in it or cut it.", start, end)


def _as_it_stands(sentence: Sentence) -> str:
    """The sentence as written, but for runs of white space."""
    pieces = [sentence[0].text]
    for token, following in pairwise(sentence):
        pieces += [" " if following.start > token.end else "", following.text]
    return "".join(pieces)


def _is_derived(sentence: Sentence) -> bool:
    """ "No album is listed yet": a plain statement about the list, which the sheet bears out or not."""
    folds = [token.fold for token in sentence]
    if _LOOSE & set(folds):
        return False
    return any(
        (fold in _QUANTIFIERS and _COUNTED & set(folds[at + 1 : at + 7]))
        or (fold in {"one", "only", "sole"} and _COUNTED & set(folds[at + 1 : at + 3]) and _HERE & set(folds[at + 1 :]))
        or (fold in {"each", "both"} and _COUNTED & set(folds[max(0, at - 4) : at]))
        for at, fold in enumerate(folds)
    )


def _is_namesake(sentence: Sentence, sheet: FactSheet) -> bool:
    """ "The album and its song share a name": plain where a listed song has the title of its album."""
    folds = {token.fold for token in sentence}
    if not (folds & {"share", "shares", "shared", "same"} and folds & {"name", "names", "title", "titles"}):
        return False
    return any(lettering.fold(track.title) == lettering.fold(track.album) for track in sheet.top_tracks)


def _introduces(sentence: Sentence) -> bool:
    """ "This is the page of Bex": the name may stand alone where it is introduced."""
    named = any(token.slot is not None for token in sentence)
    return named and any(token.fold in {"page", "name", "called"} for token in sentence)


def _is_specific(token: Token, kind: Kind, sheet: FactSheet) -> bool:
    """Whether the token ties the sentence to this page; the name alone does not, for any name would fit."""
    if token.slot is not None:
        aside = kind == "caption" and all(path.startswith(_PERSONAL) for path in token.slot.paths)
        return not aside and set(token.slot.paths) != {"display_name"}
    if token.kind == "number" or (token.kind == "word" and vocabulary.is_typed(token.fold, sheet)):
        return True
    if numerals.decade(token.fold) is not None:
        return True
    counted = numerals.cardinal(token.fold)
    if counted is not None and (counted > 1 or kind == "caption"):
        return True
    return kind == "caption" and token.fold in _DERIVED

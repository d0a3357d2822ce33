"""Relations of rank: what is said to come first must be the first of its list."""

from collections.abc import Iterator

from app.domain.critic.findings import Finding
from app.domain.critic.tokens import Sentence

_VERBS = frozenset({"tops", "top", "heads", "leads", "lead", "topped", "headed", "topping", "leading", "heading"})
_PLACES = frozenset({"list", "page", "place", "artists", "songs", "tracks", "albums", "names"})
_BEING = frozenset({"comes", "is", "ranks", "stands", "sits"})
_TOPS = (["at", "the", "top"], ["at", "the", "head"])


def check(sentence: Sentence) -> Iterator[Finding]:
    """Findings for every fact that is said to lead its list and does not: "Sade tops the list", "Sade first"."""
    for at, token in enumerate(sentence):
        after = [later.fold for later in sentence[at + 1 : at + 6]]
        if token.slot is None or not after or not _leads(after):
            continue
        joined = at > 0 and sentence[at - 1].fold in {"and", "&", ","}
        if not joined and not any(_is_first(path) for path in token.slot.paths):
            message = f"{token.text} is not the first in your facts. Name the one that is."
            yield Finding("relation", token.text, message, token.start, token.end)


def _leads(after: list[str]) -> bool:
    if after[0] in _VERBS and _PLACES & set(after[1:5]):
        return True
    if after[0] in _BEING and (after[1:2] == ["first"] or after[1:4] in _TOPS):
        return True
    return after[:3] in _TOPS or (after[0] in {"first", "most"} and after[1:2] in ([","], ["and"], ["."], [";"]))


def _is_first(path: str) -> bool:
    """Whether the path leads a list, or belongs to no list: ranks are claimed of artists, tracks and albums."""
    return ".0" in path or not path.startswith("top_")

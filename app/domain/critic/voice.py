"""Voice: third person, nobody addressed, no he or she that the person did not type."""

import re
from collections.abc import Iterator

from app.domain.critic import lettering
from app.domain.critic.findings import Finding
from app.domain.critic.tokens import Sentence, Token, words
from app.domain.fact_sheet import FactSheet

_FIRST = frozenset("i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours ourselves".split())
_SECOND = frozenset("you you're you've you'll you'd your yours yourself yourselves".split())
_GENDERED = frozenset("he he's he'd he'll him his himself she she's she'd she'll her hers herself".split())
_ORDERS = frozenset(
    "listen hear try check follow start begin play press stream put give take see look find enjoy "
    "discover explore meet note watch come go let get keep read think imagine remember add open click "
    "visit buy download share expect stay turn pick choose save browse search hit catch join book hire support "
    "invite contact message ask tell hold learn use wait watch grab queue stop prepare welcome consider forget "
    "stream spin witness experience dive step believe trust say sing dance".split()
)


def check(sentence: Sentence, sheet: FactSheet) -> Iterator[Finding]:
    """Findings for the first and second person, for orders to the reader, and for an untyped he or she."""
    typed = set(re.findall(r"[^\W_]+", lettering.fold(" ".join((sheet.typed.role, sheet.typed.current_release)))))
    for token in words(sentence):
        if token.fold in _FIRST:
            yield Finding("voice", token.text, "Write in the third person: no I and no we.", token.start, token.end)
        elif token.fold in _SECOND:
            yield Finding("voice", token.text, "Do not address the reader.", token.start, token.end)
        elif token.fold in _GENDERED and token.fold not in typed and not typed & {"he", "she"}:
            message = f"“{token.text}” is not among your facts. Leave the pronoun out."
            yield Finding("voice", token.text, message, token.start, token.end)
    first = next((token for token in sentence if token.kind != "mark"), None)
    if first is not None and first.kind == "word" and first.fold in _ORDERS and not _supposes(sentence, first):
        yield Finding("voice", first.text, "Do not tell the reader what to do.", first.start, first.end)


def _supposes(sentence: Sentence, first: Token) -> bool:
    """ "Take away the three songs by Low and two are left": a sum, and no order."""
    row = [token.fold for token in sentence[sentence.index(first) :]]
    taken = row[:2] in (["take", "away"], ["leave", "out"], ["set", "aside"], ["take", "out"])
    return taken and bool({"left", "remain", "remains"} & set(row))

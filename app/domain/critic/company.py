"""Company that no sheet bears out: who worked with whom, who appears on whose record."""

from collections.abc import Iterator

from app.domain.critic import grammar
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

_TOGETHER = frozenset(
    "play plays played playing work works worked working write writes wrote writing record records "
    "recorded recording make makes made sing sings sang perform performs "
    "rap raps rapped drum drums drummed produce produces produced joined joins released releases".split()
)
_WITH = frozenset({"with", "alongside", "beside", "for", "behind", "under", "in", "together"})
# "With Low among the influences", "with Low on the list": named beside the subject, not at work with them.
_NAMED = frozenset({"influence", "influences", "listed", "list", "here", "page"})
_PLAYING = frozenset(
    "sing sings sang play plays played appear appears appeared perform performs performed rap raps".split()
)
_GUESTS = frozenset({"feature", "features", "featuring", "featured", "guests", "guest", "guested"})


def played_with(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    token = sentence[at]
    together = token.fold in _TOGETHER or (
        token.fold in {"appears", "appear", "appeared"} and any(ledger.is_subject(before) for before in sentence[:at])
    )
    if token.kind != "word" or not together:
        return
    joined = token.fold in {"joined", "joins"}
    for index in range(at + 1, min(len(sentence), at + 7)):
        later = sentence[index]
        if later.text in {";", ":", "."} or later.fold in {"and", "by"}:
            return
        lead = sentence[index - 1].fold
        if lead == "the" and index > 1:
            lead = sentence[index - 2].fold
        if _is_someone(later, ledger) and (lead in _WITH or joined):
            follower = sentence[index + 1] if index + 1 < len(sentence) else None
            credited = _is_joint(sentence[:at], later, ledger)
            if (follower is None or follower.kind != "possessive") and not (_is_named(sentence, index) or credited):
                yield _claim(later, f"Working with {later.text} is not among your facts. Remove it or add it.")
            return
        if ledger.items(later):
            yield from _made_with(sentence, index, ledger)
            return


def _is_joint(before: Sentence, partner: Token, ledger: Ledger) -> bool:
    """ "“Salt”, a song that Wren made with Low": both are credited for a title told before."""
    items = [item for token in before for item in ledger.items(token) if ledger.made(partner, item)]
    makers = [token for token in before if ledger.is_artist(token) and not ledger.is_listener(token)]
    return any(ledger.made(maker, item) for maker in makers for item in items)


def _is_named(sentence: Sentence, at: int) -> bool:
    return any(token.fold in _NAMED for token in sentence[at + 1 : at + 8])


def _made_with(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Wren wrote "Salt" with Low", who has no credit for it."""
    lead = grammar.after(sentence, at)
    if lead + 1 >= len(sentence) or sentence[lead].fold != "with":
        return
    partner = sentence[lead + 1]
    if not _is_someone(partner, ledger) or _is_named(sentence, lead + 1):
        return
    if not any(ledger.made(partner, item) for item in ledger.items(sentence[at])):
        yield _claim(partner, f"Working with {partner.text} is not among your facts. Remove it or add it.")


def _is_someone(token: Token, ledger: Ledger) -> bool:
    if ledger.items(token) or not ledger.is_artist(token):
        return False
    return not ledger.is_subject(token) and not any(
        path.startswith("top_tracks") and path.endswith(".artist") and _shares_credit(path, ledger)
        for path in token.slot_paths
    )


def _shares_credit(path: str, ledger: Ledger) -> bool:
    own = ledger.surfaces.get("display_name", frozenset())
    return bool(own & ledger.surfaces.get(path, frozenset()))


def featured(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "A features X", "X on guitar": company on a record that the sheet does not credit."""
    token = sentence[at]
    if not _is_someone(token, ledger) or at < 2:
        return
    following = sentence[at + 1 : at + 3]
    plays = (
        len(following) == 2
        and following[0].fold == "on"
        and any(p.startswith("typed.ins") for p in following[1].slot_paths)
    )
    led = [earlier.fold for earlier in _phrase_before(sentence, at, ledger)]
    guests = bool(_GUESTS & set(led)) and led[:1] != ["of"]  # "the guest of Low": Low is the host
    hosts = [earlier for earlier in sentence[:at] if ledger.items(earlier)]
    owned = bool(following) and following[0].kind == "possessive"
    credited = any(ledger.made(token, item) for host in hosts for item in ledger.items(host))
    if (plays or guests) and hosts and not owned and not credited:
        yield _claim(token, f"{token.text} on {hosts[-1].text} is not among your facts. Remove it or add it.")


def _phrase_before(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Token]:
    """The words that lead to the name at `at`, back to the title, mark or "by" before it."""
    for token in reversed(sentence[max(0, at - 6) : at]):
        if ledger.items(token) or token.fold == "by" or (token.kind == "mark" and not grammar.is_quote(token)):
            return
        yield token


def played_on(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Wren sings on Blue", an album by somebody else."""
    token = sentence[at]
    if token.kind != "word" or token.fold not in _PLAYING:
        return
    subject = next((earlier for earlier in reversed(sentence[:at]) if ledger.is_artist(earlier)), None)
    maker = subject if subject is not None and not ledger.is_subject(subject) else None
    yield from _played_on_anothers(sentence, at, subject, ledger)
    for index in range(at + 1, min(len(sentence) - 1, at + 6)):
        if sentence[index].fold == "on":
            later = next((other for other in sentence[index + 1 : index + 4] if other.slot is not None), None)
            if later is None or not ledger.items(later):
                return
            if (
                maker is None
                and ledger.sheet.subject == "listener"
                and not _is_at_work(sentence[at + 1 : index], subject)
            ):
                return
            own = ledger.surfaces.get("display_name", frozenset())
            if not any(ledger.made(maker, item) if maker else own & item.makers for item in ledger.items(later)):
                yield _claim(later, f"Playing on {later.text} is not among your facts. Remove it or add it.")
            return
        if (
            sentence[index].text in {",", ";"}
            or ledger.items(sentence[index])
            or sentence[index].fold in {"and", "with"}
        ):
            return


def _played_on_anothers(sentence: Sentence, at: int, subject: Token | None, ledger: Ledger) -> Iterator[Finding]:
    """ "Wren played on a record by Low": which one, the sheet would have to say."""
    for index in range(at + 1, len(sentence) - 3):
        row = [token.fold for token in sentence[index : index + 4]]
        maker = sentence[index + 4] if index + 4 < len(sentence) else None
        shaped = row[0] == "on" and row[1] in {"a", "an", "one"} and row[2] in grammar.SINGULAR_ITEMS and row[3] == "by"
        if shaped and subject is not None and maker is not None and _is_someone(maker, ledger):
            yield _claim(maker, f"Playing on a {row[2]} by {maker.text} is not among your facts. Remove it or add it.")


def _is_at_work(between: Sentence, subject: Token | None) -> bool:
    """ "Kim played on Blue", "plays drums on Blue": a listener plays songs, but to play on an album is to make it."""
    instruments = all(any(path.startswith("typed.ins") for path in token.slot_paths) for token in between)
    return subject is not None and instruments


def _claim(token: Token, message: str) -> Finding:
    return Finding("claim", token.text, message, token.start, token.end)

"""Claims about names: a title track must have its album's title, a self-titled album its maker's name."""

import re
from collections.abc import Iterator

from app.domain.critic import grammar, numerals
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Ledger
from app.domain.critic.tokens import Sentence, Token

_CUTS = frozenset({"track", "tracks", "song", "songs", "piece", "pieces", "cut", "cuts", "tune", "number"})
_NOT = frozenset({"no", "not", "without", "nor", "neither", "lacks", "missing", "never"})
_JOINED = frozenset({"is", "are", "was", "were", "both", "also", "the", "a", "an", "all"})
_FORMAT = re.compile(r" (?:ep|lp|e\.p\.|single|album)$")  # "Terrazza" names Terrazza EP
_SELF = frozenset({"self-titled", "eponymous"})


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for every song that is called a title track, and every album called self-titled, and is none."""
    for at, token in enumerate(sentence):
        if token.kind == "word" and token.fold in {"title", "title-track", "title-tracks"}:
            noun = at if "-" in token.fold else at + 1
            if noun < len(sentence) and (noun == at or sentence[noun].fold in _CUTS) and not _is_denied(sentence, at):
                yield from _title_track(sentence, at, noun, ledger)
        elif token.fold in {"share", "shares"} and token.kind == "word":
            yield from _shared_name(sentence, at, ledger)
        elif token.fold in _SELF:
            yield from _self_titled(sentence, at, ledger)


def _shared_name(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Blue shares its name with one of its songs": then one of them is called Blue."""
    row = [token.fold for token in sentence[at + 1 : at + 11]]
    if not {"name", "title"} & set(row[:3]) or not _CUTS & set(row) or _is_denied(sentence, at):
        return
    named = [token for token in sentence[:at] if _is_album_only(token, ledger)]
    if len({token.fold for token in named}) == 1 and not _has_namesake(named[0], ledger):
        message = f"{named[0].text} has no title in common with a listed song. Leave that out."
        yield Finding("relation", named[0].text, message, named[0].start, sentence[at].end)


def _is_denied(sentence: Sentence, at: int) -> bool:
    return any(token.fold in _NOT for token in (*sentence[max(0, at - 6) : at], *sentence[at + 2 : at + 6]))


def _title_track(sentence: Sentence, at: int, noun: int, ledger: Ledger) -> Iterator[Finding]:
    wrong = [token for token in _songs(sentence, at, noun, ledger) if not _is_namesake(token, ledger)]
    albums = _albums(sentence, at, noun, ledger)
    if not wrong:
        wrong = [token for token in albums if not _has_namesake(token, ledger)]
    if not wrong and (not _any_namesake(ledger) or _is_miscounted(sentence, at, ledger)):
        wrong = [sentence[at]]
    for token in wrong:
        message = f"{token.text} has no title in common with its album in your facts. Leave the title track out."
        yield Finding("relation", token.text, message, token.start, token.end)


def _is_miscounted(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "All three albums have a title track", "two of the albums do": as many as have one."""
    row = sentence[max(0, at - 10) : at]
    noun = next((index for index, token in enumerate(row) if token.fold in {"albums", "records"}), None)
    if noun is None or not {"have", "with", "has"} & {token.fold for token in row[noun:]}:
        return False
    places = range(len(ledger.sheet.top_albums))
    count = sum(
        1 for place in places if _has_title_track(ledger.surfaces.get(f"top_albums.{place}.title", frozenset()), ledger)
    )
    if any(token.fold in {"all", "every", "each"} for token in row[:noun]):
        return count != len(places)
    said = [number for token in row[:noun] if (number := numerals.cardinal(token.fold)) is not None]
    return bool(said) and said[0] != count


def _songs(sentence: Sentence, at: int, noun: int, ledger: Ledger) -> list[Token]:
    """The songs that are said to be title tracks: those before "is the", else those right after the words."""
    lead = at - 1
    while lead > 0 and sentence[lead].fold in _JOINED:
        lead -= 1
    joined = lead < at - 1 and any(token.fold in grammar.COPULAS for token in sentence[lead + 1 : at])
    apposed = sentence[lead].text == "," if lead >= 0 else False
    back = grammar.before(sentence, lead + 1) if joined else grammar.before(sentence, lead)
    if (joined or apposed) and back >= 0 and ledger.is_track(sentence[back]):
        row = grammar.list_left(sentence, back, ledger.is_track)
        return row if joined else row[:1]
    ahead = noun + 1
    if ahead < len(sentence) and (sentence[ahead].text in {",", ":"} or sentence[ahead].fold in grammar.COPULAS):
        ahead += 1
    ahead = ahead if ahead < len(sentence) and not grammar.is_quote(sentence[ahead]) else ahead + 1
    named = ahead < len(sentence) and ledger.is_track(sentence[ahead]) and not _is_album_only(sentence[ahead], ledger)
    if not named or len(grammar.list_right(sentence, ahead, ledger.is_track)) > 1:
        return []
    follower = grammar.after(sentence, ahead)
    goes_on = follower < len(sentence) and sentence[follower].fold in grammar.COPULAS
    return [] if goes_on and sentence[noun + 1].text == "," else [sentence[ahead]]


def _albums(sentence: Sentence, at: int, noun: int, ledger: Ledger) -> list[Token]:
    """The album whose title track it is: "of Blue", "Blue's", "its" of the one album named before."""
    of = grammar.after(sentence, noun)
    if of < len(sentence) and sentence[of].fold in {"of", "from", "on"}:
        row = [token for token in sentence[of + 1 : of + 5] if token.slot is not None]
        return row[:1] if row and ledger.is_album(row[0]) else []
    lead = sentence[at - 1] if at else None
    if lead is not None and lead.kind == "possessive" and at > 1 and ledger.is_album(sentence[at - 2]):
        return [sentence[at - 2]]
    if lead is not None and lead.fold == "its":
        named = [token for token in sentence[: at - 1] if ledger.is_album(token)]
        return named if len({token.fold for token in named}) == 1 else []
    return []


def _is_album_only(token: Token, ledger: Ledger) -> bool:
    return token.slot is not None and not token.slot.quoted and ledger.is_album(token)


def _is_namesake(token: Token, ledger: Ledger) -> bool:
    """Whether the title may be that of a song and of the album, or the current release, that it is on."""
    return any(_twins(path, ledger) for path in token.slot_paths if path.startswith("top_tracks"))


def _has_namesake(album: Token, ledger: Ledger) -> bool:
    return _has_title_track(ledger.titles(album), ledger)


def _has_title_track(wanted: frozenset[str], ledger: Ledger) -> bool:
    wanted |= {_FORMAT.sub("", title) for title in wanted}
    return any(
        _twins(path, ledger) and ledger.surfaces[path] & wanted
        for path in (f"top_tracks.{index}.title" for index in range(len(ledger.sheet.top_tracks)))
    )


def _any_namesake(ledger: Ledger) -> bool:
    return any(_twins(f"top_tracks.{index}.title", ledger) for index in range(len(ledger.sheet.top_tracks)))


def _twins(path: str, ledger: Ledger) -> bool:
    item = ledger.item(path)
    if item is None:
        return False
    homes = item.homes | ledger.surfaces.get("typed.current_release", frozenset())
    return bool(ledger.surfaces.get(path, frozenset()) & (homes | {_FORMAT.sub("", home) for home in homes}))


def _self_titled(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    sheet = ledger.sheet
    pairs = [(f"top_albums.{index}.title", f"top_albums.{index}.artist") for index in range(len(sheet.top_albums))]
    pairs += [(f"top_tracks.{index}.album", f"top_tracks.{index}.artist") for index in range(len(sheet.top_tracks))]
    pairs.append(("typed.current_release", "display_name"))
    empty: frozenset[str] = frozenset()
    if not any(ledger.surfaces.get(title, empty) & ledger.surfaces.get(maker, empty) for title, maker in pairs):
        token = sentence[at]
        message = "No album in your facts has its maker's name. Leave the word out."
        yield Finding("relation", token.text, message, token.start, token.end)

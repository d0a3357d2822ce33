"""Guests: who is heard on a song must have a credit for that very song, in its artist or in its "(feat. ...)"."""

from collections.abc import Iterator

from app.domain.critic import count_nouns, grammar, numerals
from app.domain.critic.aliases import guest_surfaces
from app.domain.critic.findings import Finding
from app.domain.critic.ledger import Item, Ledger, is_year
from app.domain.critic.tokens import Sentence, Token

_FILLERS = frozenset("the song songs track tracks piece pieces album record both all of a an title called".split())
_FEATURING = frozenset("features featuring featured feature feat ft guest guests adds hosts invites".split())
_LEADS = _FEATURING | frozenset(
    "with from in on a the as and also which is has where by joined alongside beside plus guesting singing song "
    "it".split()
)
# "With Low among the influences", "beside Low on the list", "next to Low": named together, not at work together.
_NAMED = frozenset("influence influences listed list here page more besides too".split())
_SONGS = frozenset({"song", "songs", "track", "tracks", "guest", "guests"})
_BEING = frozenset(
    "is are was were appears appear appeared features feature sings sing plays play guests heard".split()
)
_REACH = 9


def check(sentence: Sentence, ledger: Ledger) -> Iterator[Finding]:
    """Findings for everybody whom the sentence puts on a song or an album that does not credit them."""
    for at, token in enumerate(sentence):
        if not ledger.is_artist(token) or ledger.is_item(token) or ledger.is_listener(token) or _is_owner(sentence, at):
            continue
        ahead = _ahead(sentence, at, ledger)
        apart = bool(ahead) and at > 0 and sentence[at - 1].text == ","
        items = [*ahead, *([] if apart or ledger.is_subject(token) else _behind(sentence, at, ledger))]
        wrong = next((item for item in items if not _is_on(token, item, ledger)), None)
        if wrong is not None:
            message = f"{token.text} has no credit for {wrong.text} in your facts. Name the song that they are on."
            yield Finding("claim", wrong.text, message, wrong.start, wrong.end)
        elif not items and _is_companion(sentence, at, ledger):
            message = f"{token.text} is a guest on a song in your facts. Name the song, or leave the name out."
            yield Finding("claim", token.text, message, token.start, token.end)
        yield from _appears(sentence, at, ledger)


def _appears(sentence: Sentence, at: int, ledger: Ledger) -> Iterator[Finding]:
    """ "Low is on two of the four songs", "appears on all three albums": on so many as credit it."""
    tie = next((index for index in range(at + 1, min(len(sentence), at + 4)) if sentence[index].fold == "on"), None)
    if tie is None or not _BEING & {token.fold for token in sentence[at + 1 : tie]}:
        return
    row = [token.fold for token in sentence[tie + 1 : tie + 7]]
    noun = next((index for index, word in enumerate(row) if word in count_nouns.SONGS | count_nouns.ALBUMS), None)
    if noun is None or not row[0] or any(token.slot is not None for token in sentence[tie + 1 : tie + 1 + noun]):
        return
    room = "top_tracks" if row[noun] in count_nouns.SONGS else "top_albums"
    total = len(getattr(ledger.sheet, room))
    said = total if row[0] in {"all", "every", "each"} else numerals.cardinal(row[0])
    if said is None or not total:
        return
    items = (ledger.item(f"{room}.{index}.title") for index in range(total))
    songs = [ledger.item(f"top_tracks.{index}.title") for index in range(len(ledger.sheet.top_tracks))]
    homes = {home for song in songs if song is not None and ledger.made(sentence[at], song) for home in song.homes}
    count = sum(
        1
        for item in items
        if item is not None and (ledger.made(sentence[at], item) or (item.kind == "album" and homes & item.homes))
    )
    if count != said:
        span = sentence[tie + 1]
        message = f"{sentence[at].text} is on {count} of them in your facts. Check the number."
        yield Finding("number", span.text, message, span.start, sentence[tie + 1 + noun].end)


def _is_owner(sentence: Sentence, at: int) -> bool:
    return at + 1 < len(sentence) and sentence[at + 1].kind == "possessive"


def _is_on(guest: Token, item: Token, ledger: Ledger) -> bool:
    """Whether the guest made the song, or the album, or a listed song of the album."""
    songs = [ledger.item(f"top_tracks.{index}.title") for index in range(len(ledger.sheet.top_tracks))]
    made: list[Item] = [song for song in songs if song is not None and ledger.made(guest, song)]
    return any(ledger.made(guest, one) for one in ledger.items(item)) or any(ledger.holds(item, song) for song in made)


def _ahead(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """ "Low joins Wren on “Salt” and “Tin”": the titles that the clause of the name puts it on."""
    for index in range(at + 1, min(len(sentence), at + _REACH)):
        token = sentence[index]
        if token.fold == "on" or (token.fold == "for" and sentence[index - 1].fold in {"credit", "credits"}):
            return _titles(sentence, index + 1, ledger) or _told_before(sentence, at, index, ledger)
        if index == at + 1 and token.text == "," and at > 0 and sentence[at - 1].text == ",":
            continue  # "a guest, Low, on “Salt”"
        artist = token.slot is not None and ledger.is_artist(token)
        if not artist and (token.slot is not None or token.kind == "mark" or token.fold in _NAMED | {"by", "while"}):
            return []
    return []


def _told_before(sentence: Sentence, at: int, tie: int, ledger: Ledger) -> list[Token]:
    """ "Ebb is out now, with Low on one of its songs": the album told before, when the name follows "with"."""
    row = [token.fold for token in sentence[tie + 1 : tie + 5]]
    meant = row[:1] == ["it"] or ("its" in row and bool(_SONGS & set(row)))
    if not meant or at == 0 or sentence[at - 1].fold not in {"with", "and"}:
        return []
    return [token for token in sentence[:at] if ledger.is_album(token)][-1:]


def _titles(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """The titles after "on", past "two songs," and the like."""
    while at < len(sentence) and (
        sentence[at].fold in _FILLERS
        or grammar.is_quote(sentence[at])
        or is_year(sentence[at])
        or sentence[at].text in {",", ":"}
        or numerals.cardinal(sentence[at].fold) is not None
    ):
        at += 1
    if at >= len(sentence) or not ledger.is_item(sentence[at]):
        return []
    row = grammar.list_right(sentence, at, ledger.alike(sentence[at]))
    owned = grammar.after(sentence, sentence.index(row[-1]))
    return row[:-1] if len(row) > 1 and owned < len(sentence) and sentence[owned].fold == "by" else row


def _behind(sentence: Sentence, at: int, ledger: Ledger) -> list[Token]:
    """ "“Salt”, with Low", "Tin, from 2011, features Low": the title before the name, if such words lead from it."""
    words: list[str] = []
    for index in range(at - 1, max(-1, at - _REACH), -1):
        token = sentence[index]
        if ledger.is_item(token):
            led = bool(_FEATURING & set(words)) or (words[:1] == ["with"] and ledger.is_track(token))
            by = words[:1] == ["by"] and "joined" not in words
            named = {later.fold for later in sentence[at + 1 : at + 6]} & _NAMED
            return [token] if led and not by and not named else []
        plain = token.fold in _LEADS or is_year(token) or grammar.is_quote(token) or token.text in {",", "("}
        if not plain:
            return []
        if token.kind == "word":
            words.append(token.fold)
    return []


def _is_companion(sentence: Sentence, at: int, ledger: Ledger) -> bool:
    """ "Wren plays folk with Low", who is a guest on one song and no more."""
    guests = [guest_surfaces(track.title) for track in ledger.sheet.top_tracks]
    if at == 0 or sentence[at - 1].fold != "with" or not any(sentence[at].fold in forms for forms in guests):
        return False
    words = {token.fold for token in sentence}
    return not (words & (_SONGS | _NAMED) or any(ledger.is_track(token) for token in sentence))

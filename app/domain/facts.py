"""What an artist types about themselves: the fields, their limits, and links (DESIGN.md section 11)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import cast, get_args
from urllib.parse import quote, urlsplit, urlunsplit

from app.domain.fact_sheet import Subject, Tone
from app.domain.refusals import BadInput
from app.domain.typed_text import clean

NAME_LIMIT = 100
SHORT_LIMIT = 80
RELEASE_LIMIT = 120
LIST_LIMIT = 8
LIST_ITEM_LIMIT = 60
LINKS_LIMIT = 12
LABEL_LIMIT = 60
URL_LIMIT = 500
RESERVED = "!#$%&'()*+,/:;=?@[]~"
"""What stands in an address as it is (RFC 3986, 2.2), and the percent sign of what is encoded already."""


MovedRows = tuple[list[str], list[str], set[str]]


@dataclass(frozen=True, slots=True)
class Facts:
    """The typed facts of one profile; empty means not said."""

    subject: Subject = "artist"
    display_name: str = ""
    role: str = ""
    city: str = ""
    instruments: tuple[str, ...] = ()
    influences: tuple[str, ...] = ()
    current_release: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Link:
    """`hidden`: kept in the studio, not on the page."""

    label: str
    url: str
    hidden: bool = False


def as_form(facts: Facts) -> dict[str, str]:
    """What a form filled in with these facts would send."""
    said = asdict(facts)
    return said | {field: ", ".join(said[field]) for field in ("instruments", "influences")}


def parse(form: Mapping[str, str]) -> Facts:
    """The facts in a submitted form. Raises BadInput for the first field that breaks its rule."""
    return Facts(
        subject=cast(Subject, _choice(form, "subject", get_args(Subject), "artist")),
        display_name=_line(form, "display_name", "The name", NAME_LIMIT),
        role=_line(form, "role", "The role", SHORT_LIMIT),
        city=_line(form, "city", "The city", SHORT_LIMIT),
        instruments=_list(form, "instruments", "instruments"),
        influences=_list(form, "influences", "influences"),
        current_release=_line(form, "current_release", "The release", RELEASE_LIMIT),
        tone=cast(Tone, _choice(form, "tone", get_args(Tone), "plain")),
    )


def parse_links(labels: Sequence[str], urls: Sequence[str], hidden: Collection[str] = ()) -> tuple[Link, ...]:
    """The links in a submitted form, empty rows left out; `hidden` are the numbers of rows, from 0.

    Raises BadInput; its field is `url.2` or `label.2` where one row is wrong.
    """
    if len(labels) != len(urls):
        raise BadInput("url", "Each link needs a label and an address.")
    links = tuple(
        _row(row, label, url, hidden=str(row) in hidden)
        for row, (label, url) in enumerate(zip(labels, urls, strict=True))
        if label.strip() or url.strip()
    )
    if len(links) > LINKS_LIMIT:
        raise BadInput("url", f"{LINKS_LIMIT} links fit; these are {len(links)}.")
    return links


def moved(labels: Sequence[str], urls: Sequence[str], hidden: Collection[str], move: str) -> MovedRows:
    """The rows of a form after "up" or "down" was pressed beside one: `move` is "up:2", rows counted from 0.

    A row at the edge stays, and so does everything when `move` makes no sense.
    """
    rows = [(label, url, str(row) in hidden) for row, (label, url) in enumerate(zip(labels, urls, strict=False))]
    row, other = _swapped(move)
    if 0 <= row < len(rows) and 0 <= other < len(rows):
        rows[row], rows[other] = rows[other], rows[row]
    flags = {str(place) for place, (_, _, off) in enumerate(rows) if off}
    return [label for label, _, _ in rows], [url for _, url, _ in rows], flags


def landed(labels: Sequence[str], urls: Sequence[str], move: str) -> int | None:
    """Where the row that `move` has moved stands once these rows are saved without the empty ones, from 0."""
    row, place = _swapped(move)
    if row == place or not (0 <= row < len(urls) and 0 <= place < len(urls)):
        return None
    before = zip(labels[:place], urls[:place], strict=False)
    return sum(bool(label.strip() or url.strip()) for label, url in before)


def _swapped(move: str) -> tuple[int, int]:
    """The two rows that trade places; the same one twice, or one below 0, for a move that makes no sense."""
    way, _, number = move.partition(":")
    row = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
    return row, row + {"up": -1, "down": 1}.get(way, 0)


def _row(row: int, label: str, url: str, *, hidden: bool) -> Link:
    try:
        return _link(label, url, hidden=hidden)
    except BadInput as refusal:
        raise BadInput(f"{refusal.field}.{row}", refusal.sentence) from None


def _link(label: str, url: str, *, hidden: bool) -> Link:
    url = in_ascii(url.strip())
    if not url:
        raise BadInput("url", f"The link “{label.strip()[:LABEL_LIMIT]}” has no address.")
    if len(url) > URL_LIMIT:
        raise BadInput("url", f"A link's address is {len(url)} characters long; {URL_LIMIT} fit.")
    if not safe_link(url):
        raise BadInput("url", "A link starts with https:// or mailto: and has no spaces. Check its address.")
    shown = clean(label, field="label", label="A link's label", limit=LABEL_LIMIT)
    return Link(label=shown or _host(url), url=url, hidden=hidden)


def in_ascii(url: str) -> str:
    """An https address with letters such as ö behind its host as browsers send it: percent-encoded.

    Anything else comes back as it is, for `safe_link` to judge: in a host, such letters can imitate another one.
    """
    if url.isascii() or any(character.isspace() for character in url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme != "https" or not parts.netloc.isascii():
        return url
    path, query, fragment = (quote(part, safe=RESERVED) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, parts.netloc, path, query, fragment))


def safe_link(url: str) -> bool:
    """Whether a link may lead there: https with a named host, or mailto."""
    if not url.isascii() or any(character <= " " or character in '\\\x7f"<>' for character in url):
        return False
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if parts.scheme == "mailto":
        local, _, domain = parts.path.partition("@")
        return bool(local) and "." in domain and "@" not in domain and not parts.netloc and not parts.query
    named = "." in host and any(character.isalpha() for character in host.rsplit(".", 1)[-1])
    return parts.scheme == "https" and named and "@" not in parts.netloc


def _host(url: str) -> str:
    parts = urlsplit(url)
    return parts.path if parts.scheme == "mailto" else (parts.hostname or "").removeprefix("www.")


def _line(form: Mapping[str, str], field: str, label: str, limit: int) -> str:
    return clean(form.get(field, ""), field=field, label=label, limit=limit)


def _choice(form: Mapping[str, str], field: str, choices: Sequence[str], default: str) -> str:
    chosen = form.get(field, "") or default
    if chosen not in choices:
        raise BadInput(field, f"Choose one of: {', '.join(choices)}.")
    return chosen


def _list(form: Mapping[str, str], field: str, noun: str) -> tuple[str, ...]:
    parts = [part for part in form.get(field, "").split(",") if part.strip()]
    if len(parts) > LIST_LIMIT:
        raise BadInput(field, f"{LIST_LIMIT} {noun} fit; these are {len(parts)}.")
    label = f"One of the {noun}"
    items = (clean(part, field=field, label=label, limit=LIST_ITEM_LIMIT) for part in parts)
    return tuple(dict.fromkeys(item for item in items if item))

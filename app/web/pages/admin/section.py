"""What every section of the admin's page is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from app.web.admin_actions.action import Action


class Row(NamedTuple):
    """One line: what, and how it stands; `wrong` makes it stand out."""

    name: str
    value: str
    wrong: bool = False


class Line(Protocol):
    """A row of whatever form."""

    @property
    def wrong(self) -> bool: ...


class Trouble(NamedTuple):
    """One thing that needs the admin, in a sentence; `since` in words, or empty. It heads the whole page."""

    text: str
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`name` is its anchor; `part` its template, `admin/parts/<part>.html`, which finds this object as `section`.

    `brief` is all of it in a few words, for the list at the top; without it the first row stands there.

    A section that shows more than rows is a subclass with fields of its own and a part of its own; its `lines` are all
    that may stand out.
    """

    name: str
    heading: str
    brief: str = ""
    rows: tuple[Row, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    actions: tuple[Action, ...] = ()
    part: str = "rows"

    @property
    def lines(self) -> Sequence[Line]:
        return self.rows

    @property
    def stands_out(self) -> bool:
        return bool(self.troubles) or any(line.wrong for line in self.lines)


def counted(counts: dict[str, int], wrong: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """A row for each name and its count."""
    named = (Row(said(name), str(count), name in wrong and count > 0) for name, count in sorted(counts.items()))
    return tuple(named) or (Row("None", "0"),)


def said(name: str) -> str:
    """`rate_limited` as it is said: `Rate limited`."""
    return name.replace("_", " ").capitalize()

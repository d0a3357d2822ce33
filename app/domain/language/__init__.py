"""The languages that a page speaks: its own words by gettext, dates and numbers by Babel.

The artist chooses one for the page (`locale`); nothing that they typed, and no name, is ever translated. Catalogues are
gettext's `.po` files beside this one, compiled when a process first needs them: there is no build step to forget.
"""

import gettext as gnu
import io
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from babel.dates import format_date, format_timedelta
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from app.domain import freshness

CATALOGUES = Path(__file__).parent / "catalogues"
DOMAIN = "messages"
SOURCE = "en"
"""The language in which messages stand in the code."""

NAMES = {"en": "English", "de": "Deutsch", "ar": "العربية"}
"""Every language by its tag, as its own speakers call it."""

OPEN_GRAPH = {"en": "en_US", "de": "de_DE", "ar": "ar_AR"}
RIGHT_TO_LEFT = ("ar",)


@dataclass(frozen=True, slots=True)
class Language:
    """One language. Messages are written in English, with `%(name)s` where a value goes."""

    tag: str
    catalogue: gnu.NullTranslations

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.tag in RIGHT_TO_LEFT else "ltr"

    @property
    def open_graph(self) -> str:
        """As og:locale wants it: with a territory."""
        return OPEN_GRAPH[self.tag]

    def gettext(self, message: str, **values: Any) -> str:
        said = self.catalogue.gettext(message)
        return said % values if values else said

    def markup(self, message: str, **values: Any) -> Markup:
        """The same for a template: the message and every value are escaped, unless a value is markup already."""
        said = escape(self.catalogue.gettext(message))
        return said % values if values else said

    def ngettext(self, one: str, many: str, count: int, **values: Any) -> str:
        """The form for this count, with it as `%(count)s`."""
        return self.catalogue.ngettext(one, many, count) % {"count": self.number(count), **values}

    def number(self, number: int) -> str:
        """As its readers group it; English needs none of Babel's tables, which take 20 ms to read."""
        return f"{number:,}" if self.tag == SOURCE else format_decimal(number, locale=self.tag)

    def date(self, moment: datetime) -> str:
        """`3 May 2026`, `3. Mai 2026`, `3 مايو 2026`."""
        return freshness.date(moment) if self.tag == SOURCE else format_date(moment, "long", locale=self.tag)

    def wait(self, until: datetime, now: datetime) -> str:
        """`in 3 hours`, `in 20 Minuten`: the time that is left, rounded up; `in 1 minute` at least but in English."""
        if self.tag == SOURCE:
            return freshness.wait(until, now)
        unit = freshness.HOUR if until - now > freshness.HOUR else freshness.MINUTE
        left = max(1, -(-(until - now) // unit)) * unit
        return format_timedelta(left, threshold=1, add_direction=True, locale=self.tag)

    def listed(self, names: tuple[str, ...]) -> str:
        return ", ".join(names) if self.tag == SOURCE else format_list(names, locale=self.tag)

    def joined(self, *parts: str) -> str:
        """`Singer, Bergen`: the parts that there are, with the comma of this language between them."""
        return self.gettext(", ").join(part for part in parts if part)

    def updated(self, then: datetime, now: datetime) -> str:
        """`Updated 2 hours ago`: the same bucket as `freshness.ago`, which caches go by."""
        unit, count = freshness.passed(then, now)
        match unit:
            case "now":
                return self.gettext("Updated just now")
            case "minute":
                return self.ngettext("Updated %(count)s minute ago", "Updated %(count)s minutes ago", count)
            case "hour":
                return self.ngettext("Updated %(count)s hour ago", "Updated %(count)s hours ago", count)
            case "day":
                return self.ngettext("Updated %(count)s day ago", "Updated %(count)s days ago", count)
        return self.gettext("Updated on %(date)s", date=self.date(then))


def N_(message: str) -> str:
    """Marks a message for the catalogues where it is written down and not yet said."""
    return message


@lru_cache(maxsize=len(NAMES))
def language(tag: str) -> Language:
    """The language of this tag; English for one that nobody wrote a catalogue for."""
    known = tag if tag in NAMES else SOURCE
    with (CATALOGUES / known / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=known)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(known, gnu.GNUTranslations(compiled))

"""The room where an artist reads who came (`templates/studio/visitors.html`), and its CSV."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from app.domain.signals import OTHERS, SPOTIFY
from app.services.signals import Signals
from app.web.pages.frame import Frame, private_frame

HIGH = 120
"""Units of the chart's height; a day takes STEP units, its bar BROAD of them."""

STEP, BROAD = 20, 14
SHOWN = 10
SHARE_LABELS = {
    "copy": "Link copied in the studio",
    "native": "Shared from the studio",
    "embed": "Code for the card copied",
    "badge": "Code for the badge copied",
    "qr": "QR code opened",
    "one-sheet": "One-sheet opened",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Bar(NamedTuple):
    """One day of the chart: where its bar begins, how high people stand and crawlers on top of them, in units."""

    x: int
    people_y: float
    people_high: float
    crawlers_y: float
    crawlers_high: float


class Day(NamedTuple):
    label: str
    people: int
    crawlers: int


class Count(NamedTuple):
    label: str
    times: int


class Tally(NamedTuple):
    """A table of counts; `nothing` stands in its place when it is empty."""

    heading: str
    rows: tuple[Count, ...]
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorsPage(Frame):
    """Every field is described at the top of the template."""

    summary: str
    period: str
    wide: int
    high: int
    most: int
    bars: tuple[Bar, ...]
    days: tuple[Day, ...]
    tallies: tuple[Tally, ...]


def visitors_page(found: Signals) -> VisitorsPage:
    days = [found.first + timedelta(days=n) for n in range((found.today - found.first).days + 1)]
    people, crawlers = _by_day(found, "people"), _by_day(found, "crawlers")
    most = max((people[day] + crawlers[day] for day in days), default=0)
    views = sum(people.values())
    period = f"{_day(found.first)} to {_day(found.today)}"
    return VisitorsPage(
        **private_frame(),
        title="Visitors",
        summary=_summary(views, days, people),
        period=period,
        wide=STEP * len(days),
        high=HIGH,
        most=most,
        bars=tuple(_bar(place, people[day], crawlers[day], most) for place, day in enumerate(days)),
        days=tuple(Day(_day(day), people[day], crawlers[day]) for day in reversed(days)),
        tallies=(
            Tally("Came from", _top(found, "referrer", {OTHERS: "Other sites"}), "Nobody came from another site yet."),
            Tally("Followed a link to", _top(found, "click", {SPOTIFY: "Spotify"}), "No link was followed yet."),
            Tally("Shared", _top(found, "share", SHARE_LABELS), "Not shared yet."),
            Tally("Read by", _top(found, "crawlers", {"": "Other crawlers"}), "No crawler read the page yet."),
        ),
    )


def visitors_csv(found: Signals) -> str:
    """All figures as CSV (RFC 4180). A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(("day", "kind", "item", "count"))
    for figure in found.counted:
        item = f"'{figure.item}" if figure.item.startswith(FORMULA) else figure.item
        rows.writerow((figure.day.isoformat(), figure.kind, item, figure.count))
    return text.getvalue()


def _summary(views: int, days: list[date], people: Counter[date]) -> str:
    if not views:
        return "No visits by people in the last four weeks."
    best = max(days, key=lambda day: people[day])
    said = "1 visit" if views == 1 else f"{views} visits"
    return f"{said} by people in the last four weeks, most on {_day(best)}: {people[best]}."


def _by_day(found: Signals, kind: str) -> Counter[date]:
    totals: Counter[date] = Counter()
    for figure in found.counted:
        if figure.kind == kind:
            totals[figure.day] += figure.count
    return totals


def _top(found: Signals, kind: str, labels: dict[str, str]) -> tuple[Count, ...]:
    totals: Counter[str] = Counter()
    for figure in found.counted:
        if figure.kind == kind:
            totals[figure.item] += figure.count
    return tuple(Count(labels.get(item, item), count) for item, count in totals.most_common(SHOWN))


def _bar(place: int, people: int, crawlers: int, most: int) -> Bar:
    unit = HIGH / most if most else 0
    high, above = round(people * unit, 2), round(crawlers * unit, 2)
    return Bar(place * STEP + (STEP - BROAD) // 2, round(HIGH - high, 2), high, round(HIGH - high - above, 2), above)


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"

"""The visitors' room: four weeks with a good day, and an empty one."""

from types import SimpleNamespace as O

from tests.templates.samples import base

PER_DAY = (0, 2, 1, 4, 3, 0, 0, 5, 9, 24, 17, 8, 6, 2, 1, 0, 3, 4, 2, 6, 5, 7, 3, 1, 0, 2, 4, 3)
CRAWLERS = (1, 0, 0, 1, 0, 0, 0, 2, 3, 6, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0)
MOST = 30


def bar(place: int) -> O:
    people, crawlers = PER_DAY[place] * 120 / MOST, CRAWLERS[place] * 120 / MOST
    return O(
        x=place * 20 + 3,
        people_y=120 - people,
        people_high=people,
        crawlers_y=120 - people - crawlers,
        crawlers_high=crawlers,
    )


def tally(heading: str, *rows: tuple[str, int]) -> O:
    return O(heading=heading, rows=tuple(O(label=label, times=count) for label, count in rows), nothing="None yet.")


VISITORS_SAMPLES = {
    ("studio/visitors.html", "a good month"): base(
        title="Visitors",
        summary="122 visits by people in the last four weeks, most on 10 November: 24.",
        period="1 November to 28 November",
        wide=20 * len(PER_DAY),
        high=120,
        most=MOST,
        bars=tuple(bar(place) for place in range(len(PER_DAY))),
        days=tuple(
            O(label=f"{place + 1} November", people=PER_DAY[place], crawlers=CRAWLERS[place])
            for place in reversed(range(len(PER_DAY)))
        ),
        tallies=(
            tally("Came from", ("instagram.com", 64), ("bandcamp.com", 12), ("Other sites", 3)),
            tally("Followed a link to", ("https://mara.bandcamp.com/album/a-very-long-address-that-wraps", 31)),
            tally("Shared", ("Link copied in the studio", 4)),
            tally("Read by"),
        ),
    ),
    ("studio/visitors.html", "nobody yet"): base(
        title="Visitors",
        summary="No visits by people in the last four weeks.",
        period="1 November to 28 November",
        wide=560,
        high=120,
        most=0,
        bars=(),
        days=(),
        tallies=(tally("Came from"),),
    ),
}

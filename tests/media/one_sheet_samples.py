"""Sheets in many scripts, full and empty, ordinary and as long as every field allows; for tests, bench and eyes."""

from dataclasses import replace

from app.domain.bio_lengths import lengths
from app.domain.emblem import Ring
from app.media.one_sheet import Sheet, SheetItem, SheetLink

BIO = (
    "Mara Lindqvist writes for string quartet and one tired synthesiser. She lives in Göteborg, near the harbour, and "
    "records at night when the cranes stop. Her second record, Low Tide, was made in eleven nights with one "
    "microphone. She teaches harmony on Tuesdays.\n\nThe Weather Station and Arvo Pärt are on repeat at the moment."
)
ALBUMS = (
    ("Ignorance", "The Weather Station", 2021),
    ("Tabula Rasa", "Arvo Pärt", 1984),
    ("Promises", "Floating Points, Pharoah Sanders & The London Symphony Orchestra", 2021),
    ("あたらしい日々", "青葉市子", 2020),
    ("Journey in Satchidananda", "Alice Coltrane", 1971),
)
ARTISTS = ("The Weather Station", "Arvo Pärt", "فيروز", "Floating Points", "Alice Coltrane")
TRACKS = (
    ("Robber", "The Weather Station"),
    ("Spiegel im Spiegel (Version for Cello and Piano), 1978", "Arvo Pärt"),
    ("ひかりのふるさと", "青葉市子"),
)
LONG = "The Extraordinarily Long-Winded Philharmonic Society for Unfinished Symphonies and Other Lost Causes"


def item(title: str, artist: str = "", year: int | None = None) -> SheetItem:
    return SheetItem(title, artist, "https://open.spotify.com/album/0123456789012345678901", year)


def link(label: str, url: str) -> SheetLink:
    return SheetLink(label, url, url.removeprefix("mailto:").removeprefix("https://"))


FULL = Sheet(
    name="Mara Lindqvist",
    line="Composer, Göteborg",
    bio=lengths(BIO),
    release="Low Tide Sessions",
    contact=link("Booking", "mailto:booking@mara.example"),
    links=(
        link("Bandcamp", "https://mara.bandcamp.com"),
        link("YouTube", "https://youtube.com/@maralindqvist"),
        link("Newsletter", "https://mara.example/letters"),
        link("Instagram", "https://instagram.com/mara"),
    ),
    heading="On repeat",
    albums=tuple(item(*album) for album in ALBUMS),
    artists=tuple(item(name) for name in ARTISTS),
    tracks=tuple(item(*track) for track in TRACKS),
    url="https://anchor.example/mara",
    short_url="anchor.example/mara",
    as_of="As of 20 November 2026",
    dated="2026-11-20T11:13:27+00:00",
    site_name="Anchor",
    language="en",
    seed="mara",
    rings=tuple(
        Ring(kind, f"{kind}{place}", 1 - place / 6) for kind in ("artist", "album", "track") for place in range(5)
    ),
)
EMPTY = replace(
    FULL, name="Jun", line="", bio=lengths(""), release="", contact=None, links=(), albums=(), artists=(), tracks=(),
    rings=(), seed="jun",
)  # fmt: skip
NAMES = {
    "one letter": "O",
    "vietnamese": "Đặng Thái Sơn",
    "greek": "Δημήτρης Ψαριανός",
    "cyrillic": "Сергей Курёхин",
    "japanese": "山田 花子 トリオ",
    "korean": "한여름 밤의 기타",
    "arabic": "فرقة ليلى المساء",
    "hebrew": "שירה כהן",
    "hindi": "अनुष्का राव",
    "thai": "ฟ้าใส กับวงดนตรี",
    "emoji": "🎸🔥 Neon Kids 🎷",
    "mixed": "Beyoncé × 宇多田ヒカル & فيروز 2",
    "hindi and thai": "अनुष्का & ฟ้าใส",
    "long": LONG,
    "unbroken": "x" * 100,
    "one long word": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
}
UTMOST = replace(
    FULL,
    name=LONG,
    line="An orchestra with much to say about what it is doing, " * 3,
    bio=lengths("\n".join(["One line of many."] * 55)[:1000]),
    release="x" * 120,
    contact=link("x" * 60, f"mailto:{'x' * 60}@{'y' * 400}.example"),
    links=tuple(link("A label as long as can be. " * 2, f"https://{n}.example/{'path/' * 90}") for n in range(11)),
    albums=tuple(item(title * 20, artist * 10, year) for title, artist, year in ALBUMS),
    artists=tuple(item(name * 20) for name in ARTISTS),
    tracks=tuple(item(title * 20, artist * 10) for title, artist in TRACKS),
    short_url=f"{'a-long-host-name.' * 8}example/{'m' * 30}",
)  # fmt: skip
SHEETS = {
    "full": FULL,
    "empty": EMPTY,
    "one sentence": replace(EMPTY, line="Cellist, Leipzig", bio=lengths("Jun plays the cello.")),
    **{script: replace(FULL, name=name, seed=script) for script, name in NAMES.items()},
    "utmost": UTMOST,
}

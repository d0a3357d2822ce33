"""Contact sheets: 40 names in 12 scripts as preview images and as one-sheets, in every theme. Look at them.

`python -m bench.contact_sheet FOLDER` writes cards.png, one-sheets.png and names what no font could draw; exit 1 then.
`--cards` leaves the one-sheets out, which take a second each.
"""

import argparse
import io
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from app.domain.emblem import Ring
from app.domain.themes import THEMES
from app.media import one_sheet, preview_image
from tests.media.one_sheet_samples import SHEETS

NAMES = (
    "Mara Lindqvist",
    "Q",
    "Sigur Rós & Björk Guðmundsdóttir",
    "Łukasz Żółć",
    "Đặng Thị Hương",
    "Ștefan Țîrlea",
    "Rindfleischetikettierungsüberwachung",
    "The Extraordinarily Long-Winded Philharmonic Society for Unfinished Symphonies and Other Lost Causes",
    "Максим Дроздов",
    "Ђорђе Ћирић",
    "Ніна Їжакевич",
    "Γιώργος Νταλάρας",
    "Ελένη Καραΐνδρου",
    "ليلى الحدّاد",
    "فرقة ليلى المساء للموسيقى العربية الأصيلة",
    "گروه چهارتار",
    "עדי כהן",
    "להקת הלילה הארוך",
    "水野 遥",
    "山田花子トリオ",
    "きゃりーとメロディーズ",
    "青葉市子",
    "王菲",
    "二手玫瑰樂隊",
    "한지우",
    "밤의 오케스트라",
    "अनन्या देशमुख",
    "रवीना शर्मा और दोस्त",
    "রবীন্দ্রসঙ্গীত দল",
    "இளையராஜா குழு",
    "ณัฐริกา สายลม",
    "วงดนตรีกลางคืน",
    "ნინო ქათამაძე",
    "Արամ Խաչատրյան",
    "ሙላቱ አስታጥቄ",
    "🦊🌙 foxglove ✨",
    "👩🏽‍🎤👨‍👩‍👧‍👦",
    "DJ 水野 × ليلى × Mara",
    'AC/DC — <b>not</b> "markup" & co.',
    "…and you will know us by the trail",
)
COLUMNS = 5
CARD, SHEET = (480, 252), (300, 424)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cards", action="store_true", help="preview images only")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    missing: list[str] = []
    write(cards(missing), CARD, chosen.folder / "cards.png")
    if not chosen.cards:
        write(one_sheets(), SHEET, chosen.folder / "one-sheets.png")
    for line in missing:
        sys.stdout.write(f"{line}\n")
    return 1 if missing else 0


def cards(missing: list[str]) -> Iterator[Image.Image]:
    """Each name once, the themes in turn; what is too heavy or lacks a glyph is noted."""
    for place, name in enumerate(NAMES):
        theme = THEMES[place % len(THEMES)]
        card = preview_image.Card(name, "Singer, Göteborg", "anchor.example/mara", name, rings(place), "", theme)
        drawn = preview_image.draw(card)
        if drawn.missing:
            missing.append(f"{name}: no font draws {' '.join(drawn.missing)}")
        if len(drawn.jpeg) > preview_image.TYPICAL_BYTES:
            missing.append(f"{name}: {len(drawn.jpeg)} bytes")
        yield Image.open(io.BytesIO(drawn.jpeg))


def one_sheets() -> Iterator[Image.Image]:
    sample = next(iter(SHEETS.values()))
    for place, name in enumerate(NAMES):
        sheet = replace(sample, name=name, seed=name, theme=THEMES[place % len(THEMES)])
        try:
            pdf = one_sheet.draw(sheet)
        except one_sheet.NotDrawn as exc:  # on a busy machine its time runs out: a gap says so
            sys.stderr.write(f"{name}: {exc}\n")
            yield Image.new("RGB", SHEET)
            continue
        with pypdfium2.PdfDocument(pdf) as document:
            yield document[0].render(scale=1).to_pil()


def rings(place: int) -> tuple[Ring, ...]:
    kinds = (("artist", 5), ("album", 1 + place % 5), ("track", place % 4))
    return tuple(Ring(kind, f"{kind} {place} {at}", 1 - at / 6) for kind, many in kinds for at in range(many))


def write(pictures: Iterator[Image.Image], size: tuple[int, int], file: Path) -> None:
    rows = -(-len(NAMES) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (size[0] + 8), rows * (size[1] + 8)), "#888")
    for place, picture in enumerate(pictures):
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        sheet.paste(small, ((place % COLUMNS) * (size[0] + 8), (place // COLUMNS) * (size[1] + 8)))
    sheet.save(file)
    sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    sys.exit(main())

import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PIL import Image

from app.domain.emblem import Ring
from app.domain.palette import palette
from app.domain.themes import THEMES
from app.media import preview_image
from app.media.preview_image import Card, PreviewImage, default_card, draw, fingerprint

RINGS = (Ring("artist", "a", 0.9), Ring("album", "b", 0.7), Ring("track", "c", 0.4))
MARA = Card("Mara Lindqvist", "Composer, Göteborg", "anchor.example/mara", "mara", RINGS)
NAMES = {
    "latin": "Mara Lindqvist",
    "one letter": "O",
    "hundred letters": "The Extraordinarily Long-Winded Philharmonic Society for Unfinished Symphonies and Lost Causes",
    "one long word": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "hundred without a break": "x" * 100,
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
    "only emoji": "🎹",
    "mixed": "Beyoncé × 宇多田ヒカル & فيروز 2",
    "digits": "1975",
}
RIGHT_TO_LEFT = {"arabic", "hebrew"}


def pixels(image: PreviewImage) -> Image.Image:
    return Image.open(io.BytesIO(image.jpeg)).convert("RGB")


@pytest.mark.parametrize("script", NAMES)
def test_every_name_is_drawn_whole_inside_its_column(script: str) -> None:
    """No glyph is missing, something is printed in the column, and nothing of it reaches the margins."""
    image = draw(replace(MARA, name=NAMES[script]))
    assert image.missing == ()
    picture = pixels(image)
    assert picture.size == (1200, 630)
    assert len(image.jpeg) < preview_image.MOST_BYTES
    right_to_left = script in RIGHT_TO_LEFT
    column = (570, 40, 1160, 440) if right_to_left else (40, 40, 630, 440)
    margin = (1150, 0, 1200, 630) if right_to_left else (0, 0, 50, 630)
    assert _printed(picture.crop(column)) > 400
    assert _printed(picture.crop(margin)) == 0


def _printed(picture: Image.Image) -> int:
    """How many pixels are clearly not the ground of Mara's picture."""
    ground = tuple(int(palette(MARA.seed).block[at : at + 2], 16) for at in (1, 3, 5))
    return sum(
        count
        for count, colour in picture.getcolors(picture.width * picture.height)
        if max(abs(a - b) for a, b in zip(colour, ground, strict=True)) > 60
    )


@pytest.mark.parametrize("name", [NAMES["arabic"], NAMES["hebrew"]])
def test_a_right_to_left_name_mirrors_the_picture(name: str) -> None:
    picture = pixels(draw(replace(MARA, name=name)))
    assert _printed(picture.crop((0, 0, 50, 630))) > 400
    assert _printed(picture.crop((1150, 0, 1200, 630))) == 0
    assert _printed(picture.crop((700, 60, 1140, 400))) > 400


def test_emoji_keep_their_colours() -> None:
    picture = pixels(draw(replace(MARA, name="🔥")))
    colours = {colour for _, colour in picture.crop((60, 60, 600, 420)).getcolors(300_000)}
    assert any(red > 220 and 90 < green < 190 and blue < 90 for red, green, blue in colours)


def test_a_character_without_a_font_is_reported() -> None:
    assert draw(replace(MARA, name="Mara \U00013430\ue000")).missing[-1] == "\ue000"


def test_the_same_card_gives_the_same_bytes_from_any_thread() -> None:
    with ThreadPoolExecutor(4) as pool:
        images = list(pool.map(draw, [MARA] * 8))
    assert len({image.jpeg for image in images}) == 1


def test_another_process_draws_the_same_bytes() -> None:
    script = (
        "import hashlib; from tests.media.test_preview_image import MARA, draw; "
        "print(hashlib.sha256(draw(MARA).jpeg).hexdigest())"
    )
    shas = {
        subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
        for _ in range(2)
    }
    assert len(shas) == 1


def test_the_fingerprint_names_everything_that_is_drawn() -> None:
    changed = [
        replace(MARA, name="Mara Lindqvis"),
        replace(MARA, line="Composer"),
        replace(MARA, url="anchor.example/mara2"),
        replace(MARA, seed="mara2"),
        replace(MARA, rings=RINGS[:2]),
        replace(MARA, language="ja"),
    ]
    assert len({fingerprint(card) for card in [MARA, *changed]}) == 7
    assert fingerprint(MARA) == fingerprint(replace(MARA))


def test_a_new_design_gives_new_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(MARA)
    monkeypatch.setattr(preview_image, "DESIGN_VERSION", preview_image.DESIGN_VERSION + 1)
    assert fingerprint(MARA) != before


def test_a_fingerprint_fits_into_a_path() -> None:
    assert len(fingerprint(MARA)) == 20
    assert int(fingerprint(MARA), 16) >= 0


def test_the_site_has_a_picture_of_its_own() -> None:
    image = draw(default_card("Anchor", "anchor.example"))
    assert image.missing == ()
    assert len(image.jpeg) < preview_image.TYPICAL_BYTES


def test_importing_loads_no_drawing_library() -> None:
    script = (
        "import sys; import app.media.preview_image; "
        "print([m for m in ('cairocffi', 'pangocffi', 'PIL') if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert found.strip() == "[]"


def test_two_hundred_drawings_leave_no_memory_behind() -> None:
    """The bindings free neither contexts nor iterators by themselves; 200 pictures leaked 11 MB before we did.

    The allocator keeps or returns a picture's own buffers as it likes: some 3 MB either way.
    """
    script = """
from dataclasses import replace
from tests.media.test_preview_image import MARA, draw

def memory():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

cards = [replace(MARA, name=f"Name {i} 山田 فيروز") for i in range(40)]
for card in cards:
    draw(card)
before = memory()
for card in cards * 5:
    draw(card)
print(memory() - before)
"""
    grown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert int(grown) < 7_000_000


@pytest.mark.parametrize("theme", THEMES)
def test_each_theme_speaks_in_its_own_face_and_lacks_no_glyph(theme: str) -> None:
    images = [
        draw(replace(MARA, name=NAMES[script], theme=theme))
        for script in ("latin", "arabic", "japanese", "hindi", "vietnamese", "hundred letters")
    ]

    assert [image.missing for image in images] == [()] * len(images)
    assert max(len(image.jpeg) for image in images) < preview_image.TYPICAL_BYTES
    others = {draw(replace(MARA, theme=other)).jpeg for other in THEMES}
    assert len(others) == len(THEMES)


def test_an_own_photo_takes_the_emblems_place() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 1200), "#123456").save(buffer, "WEBP", lossless=True)
    card = replace(MARA, photo="0123456789abcdef0123")
    picture = pixels(draw(card, buffer.getvalue()))
    shown = picture.getpixel((1000, 315))

    assert isinstance(shown, tuple)
    assert all(abs(one - other) < 12 for one, other in zip(shown, (0x12, 0x34, 0x56), strict=True))
    assert fingerprint(card) != fingerprint(MARA)


LONG = "Kapellmeisterin und Komponistin, Altenburg an der Leine"
UTMOST = f"{'Multi-instrumentalist and arranger, '.ljust(80, 'x')}, {'Llanfair'.ljust(80, 'y')}"


def rows(card: Card, monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, int, float]]:
    """Size, lines and width of what is set: the name, the address, role and city."""
    preview_image.load_libraries()
    from app.media import typesetting  # noqa: PLC0415 - after the fonts are chosen

    shown = []
    usual = typesetting.show

    def show(context: object, block: typesetting.Block, x: float, y: float) -> None:
        shown.append((block.size, block.lines, block.width))
        usual(context, block, x, y)

    monkeypatch.setattr(typesetting, "show", show)
    draw(card)
    return shown


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("line", [LONG, UTMOST])
@pytest.mark.parametrize("name", ["Mara Lindqvist", NAMES["arabic"]])
def test_a_long_role_and_city_take_two_lines_and_never_become_too_small(
    theme: str, line: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, (address, _, _), (size, lines, width) = rows(replace(MARA, name=name, line=line, theme=theme), monkeypatch)
    assert size >= 32 > address
    assert lines <= 2
    assert width <= 620


def test_a_label_shows_its_record_whole_and_a_j_card_has_a_spine() -> None:
    edge, spine = (1150, 0, 1200, 630), (0, 0, 20, 630)
    printed = {theme: pixels(draw(replace(MARA, theme=theme))) for theme in ("sleeve", "label", "j-card")}
    assert _printed(printed["sleeve"].crop(edge)) > 400
    assert _printed(printed["label"].crop(edge)) == 0
    assert _printed(printed["sleeve"].crop(spine)) == 0
    assert _printed(printed["j-card"].crop(spine)) == 20 * 630

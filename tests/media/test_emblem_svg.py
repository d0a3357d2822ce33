import re

import pytest
from lxml import etree

from app.domain.emblem import Ring, emblem
from app.media.emblem import svg
from app.media.emblem_shapes import Detail

DETAILS: tuple[Detail, ...] = ("full", "line", "seal", "favicon")
ATTRIBUTES = {"class", "d", "fill", "fill-rule", "stroke", "stroke-width", "r"}
FIGURE = emblem(
    "mara",
    [Ring("artist", "a", 0.9), Ring("artist", "b", 0.4), Ring("album", "c", 1.0), Ring("track", "d", 0.2)],
)


@pytest.mark.parametrize("detail", DETAILS)
def test_the_drawing_is_well_formed_and_carries_no_code_style_or_id(detail: Detail) -> None:
    root = etree.fromstring(svg(FIGURE, size=600, detail=detail, title="Mara").encode())
    assert len(root) > 0
    for child in root.iter():
        assert etree.QName(child).localname in {"svg", "path", "circle"}
    for child in root.iterchildren():
        assert set(child.attrib) <= ATTRIBUTES


def test_a_hostile_title_stays_text() -> None:
    root = etree.fromstring(svg(FIGURE, size=16, title='"><script>alert(1)</script>').encode())
    assert root.get("aria-label") == '"><script>alert(1)</script>'
    assert not root.findall(".//{*}script")


def test_an_emblem_without_a_title_is_decoration() -> None:
    assert 'aria-hidden="true"' in svg(FIGURE, size=16)


def test_the_favicon_is_three_rings_on_one_ground() -> None:
    root = etree.fromstring(svg(FIGURE, size=16, detail="favicon", ground="#123456").encode())
    assert [etree.QName(child).localname for child in root] == ["circle", "path", "path", "path"]


@pytest.mark.parametrize("detail", DETAILS)
def test_the_drawing_stays_on_its_canvas(detail: Detail) -> None:
    for seed in range(40):
        figure = emblem(str(seed), [Ring("artist", f"{seed} {i}", i / 5) for i in range(5)])
        for start in re.findall(r"M(-?\d+) (-?\d+)|M(-?\d+)(-\d+)", svg(figure, size=600, detail=detail)):
            x, y = (int(number) for number in start if number)
            assert x * x + y * y <= 505 * 505


def test_a_full_emblem_is_small_enough_to_stand_in_the_page() -> None:
    rings = [
        *(Ring("artist", f"a{i}", 1 - i / 6) for i in range(5)),
        *(Ring("album", f"b{i}", 1 - i / 6) for i in range(5)),
        *(Ring("track", f"c{i}", 1 - i / 4) for i in range(3)),
    ]
    assert max(len(svg(emblem(str(seed), rings), size=600)) for seed in range(30)) < 18_000


def test_equal_figures_give_equal_text() -> None:
    assert svg(FIGURE, size=600) == svg(FIGURE, size=600)

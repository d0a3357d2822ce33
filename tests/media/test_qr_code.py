import re

import pytest
import segno
from lxml import etree

from app.domain.emblem import emblem
from app.media.qr_code import QUIET_ZONE, hidden, in_hole, svg

ADDRESSES = [
    "https://x.io/abc",
    "https://anchor.example/mara",
    "https://a-rather-long-host-name.example.com/abcdefghijklmnopqrstuvwxyz1234",
    f"https://{'h' * 60}.example.com/abcdefghijklmnopqrstuvwxyz1234",
]


def drawn(url: str) -> str:
    return svg(
        url, emblem("mara", ()), title="QR code of Mara & <b>", ink="#141413", accent="#ffffff", ground="#eb3d19"
    )


@pytest.mark.parametrize("url", ADDRESSES)
def test_outside_its_middle_the_drawing_is_the_code_of_the_address(url: str) -> None:
    code = segno.make(url, error="h", micro=False, boost_error=False)
    size = len(code.matrix)
    wanted = {
        (x, y) for y, row in enumerate(code.matrix) for x, dark in enumerate(row) if dark and not in_hole(x, y, size)
    }
    found = {(int(x) - QUIET_ZONE, int(y) - QUIET_ZONE) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn(url))}
    assert found == wanted
    assert code.error == "H"


@pytest.mark.parametrize("url", ADDRESSES)
def test_the_emblem_hides_far_less_than_the_code_can_repair_and_no_finder(url: str) -> None:
    """H repairs 30 % of the code words; a module hidden in each of a third of them would still be read."""
    size = len(segno.make(url, error="h", micro=False, boost_error=False).matrix)
    assert hidden(size) ** 2 / size**2 < 0.07
    assert hidden(size) % 2 == 1
    for x in range(size):
        assert not any(in_hole(x, y, size) for y in range(9))
        assert not any(in_hole(y, x, size) for y in range(9))


def test_it_is_one_well_formed_document_whose_title_stays_text() -> None:
    root = etree.fromstring(drawn(ADDRESSES[1]).encode())
    assert root.get("aria-label") == "QR code of Mara & <b>"
    assert root.findtext("{*}title") == "QR code of Mara & <b>"
    assert {etree.QName(child).localname for child in root.iter()} == {"svg", "title", "path", "circle"}

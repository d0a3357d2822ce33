"""A preview image is worked out from its card alone, a one-sheet from its sheet: a test process draws each only once.

Nearly every test that publishes does so with one of a few pages. `tests/media` asks the drawing and the press directly.
"""

from collections.abc import Iterator
from functools import cache

import pytest

from app.media import card_drawing, one_sheet
from app.media.card_drawing import Press
from app.media.preview_image import Card, PreviewImage


class RememberingPress(Press):
    """Draws a card as the press does, in its child, and has it at hand when it is asked for again."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[tuple[Card, bytes | None], PreviewImage] = {}

    def draw(self, card: Card, photo: bytes | None = None) -> PreviewImage:
        if (card, photo) not in self._drawn:
            self._drawn[card, photo] = super().draw(card, photo)
        return self._drawn[card, photo]


@pytest.fixture(scope="session", autouse=True)
def cards_drawn_once() -> Iterator[None]:
    """Drawing one costs 40 ms."""
    press = RememberingPress()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card_drawing, "PRESS", press)
        yield
    press.end()


@pytest.fixture(scope="session", autouse=True)
def sheets_drawn_once() -> Iterator[None]:
    """Drawing one costs a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(one_sheet, "draw", cache(one_sheet.draw))
        yield

import io
import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PIL import Image

from app.media import card_drawing, preview_image
from app.media.card_drawing import CardNotDrawn, Press, asked, card_from
from app.media.card_press import NICENESS
from tests.media.test_preview_image import MARA


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    press = Press()
    yield press
    press.end()


def child(press: Press) -> psutil.Process:
    assert press.pid is not None
    return psutil.Process(press.pid)


def test_the_child_draws_the_same_bytes_as_this_process_one_after_another(press: Press) -> None:
    cards = [MARA, replace(MARA, name="فرقة ليلى المساء"), replace(MARA, name="Mara \ue000"), MARA]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(press.draw, cards))
    assert drawn == [preview_image.draw(card) for card in cards]
    assert drawn[2].missing == ("\ue000",)
    assert child(press).nice() == min(psutil.Process().nice() + NICENESS, 19)


def test_a_photo_reaches_the_picture(press: Press) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 1200), "#123456").save(buffer, "WEBP", lossless=True)
    card, photo = replace(MARA, photo="f" * 20), buffer.getvalue()
    assert press.draw(card, photo) == preview_image.draw(card, photo) != preview_image.draw(MARA)


def test_a_killed_child_is_followed_by_another(press: Press) -> None:
    first = press.draw(MARA)
    killed = child(press)
    os.kill(killed.pid, signal.SIGKILL)
    assert press.draw(MARA) == first
    assert child(press).pid != killed.pid


def test_a_child_that_hangs_is_ended_and_the_next_drawing_works(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    press.draw(MARA)
    os.kill(child(press).pid, signal.SIGSTOP)
    monkeypatch.setattr(card_drawing, "TIME_LIMIT_S", 0.2)
    monkeypatch.setattr(card_drawing, "TRIES", 1)
    began = time.monotonic()
    with pytest.raises(CardNotDrawn):
        press.draw(MARA)
    assert time.monotonic() - began < 5
    monkeypatch.undo()
    assert press.draw(MARA).jpeg


def test_what_fails_inside_says_so_and_the_child_stays(press: Press) -> None:
    press.draw(MARA)
    before = child(press).pid
    with pytest.raises(CardNotDrawn, match="UnidentifiedImageError"):
        press.draw(replace(MARA, photo="f" * 20), b"no picture")
    assert press.draw(MARA).jpeg
    assert child(press).pid == before


def test_the_child_knows_nothing_of_our_environment(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary-of-a-key")
    press.draw(MARA)
    assert "canary" not in Path(f"/proc/{child(press).pid}/environ").read_text()


def test_the_child_ends_with_us(press: Press) -> None:
    press.draw(MARA)
    ended = child(press)
    press.end()
    assert not psutil.pid_exists(ended.pid)


def test_a_card_survives_the_way() -> None:
    assert card_from(json.loads(asked(MARA, None))["card"]) == MARA

"""The services: what stands in the back is built once, for whoever asks first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.bootstrap import build
from app.settings import Settings


def test_what_stands_in_the_back_is_built_once_whoever_asks(settings: Settings) -> None:
    services = build(settings)
    together = Barrier(8)

    def ask(_: int) -> tuple[object, object]:
        together.wait()
        return services.studio, services.queue

    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(ask, range(8)))

    assert len({id(each) for pair in got for each in pair}) == 2
    services.open()
    assert services.queue is got[0][1]


def test_a_service_that_nobody_has_is_missed(settings: Settings) -> None:
    services = build(settings)

    with pytest.raises(AttributeError, match="no service is called nothing"):
        _ = services.nothing  # type: ignore[attr-defined]

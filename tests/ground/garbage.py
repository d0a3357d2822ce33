"""What was collected stays: the garbage collector need not look through it again and again.

It took about a tenth of the time of the tests with a database. It still runs, so that a socket
which nobody closed says so.
"""

import gc

import pytest


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 20, 20)

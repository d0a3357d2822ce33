"""A child that is the whole product without its web side: the real composition root and the real scheduler.

`die_at` and `die_after`: it kills itself when it passes that failpoint for that time. `poison`: so does the refresh of
that profile. It runs until it is killed.
"""

import os
import signal
import threading

from app import logs
from app.bootstrap import Services, build
from app.domain.jobs import REFRESH, Claim
from app.scheduler import runner
from app.settings import Settings
from tests.chaos.nursery import FastClock


class Poisoned:
    """Refreshes, but one profile's refresh takes the process with it."""

    def __init__(self, services: Services, poison: int) -> None:
        self._refresh = services.refresh
        self._poison = poison

    def run(self, claim: Claim) -> None:
        if claim.profile_id == self._poison:
            os.kill(os.getpid(), signal.SIGKILL)
        self._refresh.run(claim)


def live(order: dict) -> None:
    logs.configure("CRITICAL", json=True)
    passed = 0

    def failpoint(name: str) -> None:
        nonlocal passed
        if name == order.get("die_at"):
            passed += 1
            if passed >= order.get("die_after", 1):
                os.kill(os.getpid(), signal.SIGKILL)

    settings = Settings.load(order["environment"])
    runner.TICK_S = runner.ELECT_S = 1  # as much faster as the clock
    services = build(settings, now=FastClock(order["epoch"], order["speed"]), failpoint=failpoint)
    if "poison" in order:
        services.runner._handlers = {**services.runner._handlers, REFRESH: Poisoned(services, order["poison"])}
    runner.start(services)
    threading.Event().wait()

"""Every room of the site in one browser: Mara's page is public, with a link, her own words and a new text offered."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.sandbox.server import RunningSandbox
from tests.ground.served import PROJECT, Served, free_port, wait_until_ready
from tests.ground.site import environment_for

PUBLIC = ("/", "/login", "/privacy", "/terms", "/mara-a", "/mara-a/embed", "/mara-a/report", "/nobody-is-here")
STUDIO = (
    "/studio",
    "/studio/share",
    "/studio/visitors",
    "/studio/history",
    "/studio/photo",
    "/studio/browsers",
    "/studio/export",
    "/studio/disconnect",
    "/studio/delete",
)
BUSIEST = ("/", "/login", "/mara-a", "/mara-a/report", "/studio", "/studio/share", "/studio/visitors")
OTHERS = tuple(room for room in (*PUBLIC, *STUDIO) if room not in BUSIEST)

Enter = Callable[..., Page]


@pytest.fixture(scope="module")
def mara(
    browser: Browser, sqlite_template: Path, _sandbox_server: RunningSandbox, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Any]]:
    """A running site where Mara's page is public, once for all walks: its address, and her cookies."""
    folder = tmp_path_factory.mktemp("access")
    shutil.copyfile(sqlite_template, folder / "anchor.db")
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    more = {"PORT": str(port), "PUBLIC_URL": url}
    environment = environment_for(f"sqlite:///{folder / 'anchor.db'}", _sandbox_server, **more)
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"]
    log = folder / "site.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=PROJECT, env={**os.environ, **environment}, stdout=output, stderr=output
        )
    site = Served(url, port, process, log, environment)
    context = browser.new_context()
    try:
        wait_until_ready(site)
        _publish(context.new_page(), url)
        yield url, context.storage_state()
    finally:
        context.close()
        site.stop()


@pytest.fixture
def enter(browser: Browser, mara: tuple[str, Any]) -> Iterator[Enter]:
    """`enter(viewport=...)` opens a window of that kind, signed in as Mara."""
    url, cookies = mara
    contexts = []

    def window(**kind: object) -> Page:
        context = browser.new_context(base_url=url, storage_state=cookies, **{"reduced_motion": "reduce", **kind})
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield window
    for context in contexts:
        context.close()


def _publish(page: Page, url: str) -> None:
    page.goto(f"{url}/login")
    page.locator("form[action='/connect/spotify'] button").click()
    page.locator("button[value='mara'], form:has(input[value='mara']) button").first.click()
    page.wait_for_url(f"{url}/studio")
    expect(page.locator("[data-job]")).to_have_count(0, timeout=30_000)
    page.locator(".claim input[name=handle]").fill("mara-a")
    page.locator(".claim button").click()
    page.locator("#bio").fill("Mara sings in Bergen, mostly at night, and writes down what the ferries say.")
    page.get_by_role("button", name="Save words").click()
    page.locator("#link-label-1").fill("Shop")
    page.locator("#link-url-1").fill("https://shop.mara.example/all")
    page.get_by_role("button", name="Save links").click()
    page.locator("form[action='/studio/publish'] button").first.click()
    expect(page.locator("h1")).to_contain_text("Live.")

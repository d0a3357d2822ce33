"""What a browser finds on a page: its HTML as sent, axe's violations, and what came over the wire."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Response

from bench.pages.room import Room

WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
AXE = "async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.target.join(' ')).slice(0, 3)])"


@dataclass(slots=True)
class Wire:
    """Bytes received by host, headers included, as the browser counts them."""

    by_host: dict[str, int] = field(default_factory=dict)


@contextmanager
def window(browser: Browser, url: str, room: Room, width: int, scheme: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,  # axe is put into the page
        reduced_motion="reduce",
    )
    cookies = room.person.cookies if room.person else {}
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
    yield context
    context.close()


def enter(page: Page, url: str, room: Room) -> Response:
    """Go there, or send the form whose answer the room is. Raises SystemExit on another status than the room's."""
    answer = page.goto(url + room.path, wait_until="load")
    if room.fill is not None:
        action, fields = room.fill
        form = page.locator(f'form[action="{action}"]').first
        for name, value in fields.items():
            form.locator(f'[name="{name}"]').first.evaluate("(field, value) => { field.value = value }", value)
        with page.expect_navigation() as sent:
            form.evaluate("form => HTMLFormElement.prototype.submit.call(form)")
        answer = sent.value
    if answer is None or answer.status != room.status:
        raise SystemExit(f"{room.name}: {answer and answer.status} instead of {room.status}")
    return answer


def violations(page: Page, axe: str) -> list[str]:
    page.evaluate(axe)
    return [f"{rule}: {', '.join(where)}" for rule, where in page.evaluate(AXE)]


def wire(browser: Browser, address: str) -> Wire:
    """Everything that a phone receives for this page, once, with nothing kept from before."""
    weighed = Wire()
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    hosts: dict[str, str] = {}
    session.on("Network.requestWillBeSent", lambda told: hosts.update({told["requestId"]: told["request"]["url"]}))

    def finished(told: dict[str, float | str]) -> None:
        host = urlsplit(hosts[str(told["requestId"])]).netloc
        weighed.by_host[host] = weighed.by_host.get(host, 0) + int(told["encodedDataLength"])

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(500)
    context.close()
    return weighed

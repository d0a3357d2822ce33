"""What every page that a test fetches must satisfy, whoever wrote its template."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement

NEEDS_NO_LABEL = frozenset({"hidden", "submit", "button", "reset", "image"})
NEVER_LOADED = frozenset({"application/ld+json"})
LOADING = {
    "img": ("src", "srcset"),
    "script": ("src",),
    "link": ("href",),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "form": ("action",),
    "a": ("href",),
}
LOOPBACK = ("127.0.0.1", "localhost")


def lint_html(text: str) -> None:
    """Raises AssertionError that names every fault of the page."""
    page = html.document_fromstring(text)
    faults = [fault for check in CHECKS for fault in check(page)]
    if not text.lstrip().lower().startswith("<!doctype html>"):
        faults.insert(0, "the document does not begin with <!doctype html>")
    assert not faults, "the page has faults:\n" + "\n".join(f"- {fault}" for fault in faults)


def _document(page: HtmlElement) -> Iterator[str]:
    if not page.get("lang"):
        yield "<html> says no lang"
    titles = page.xpath("//head/title")
    if len(titles) != 1 or not titles[0].text_content().strip():
        yield "there must be one <title> with a text"
    if not page.xpath("//head/meta[@name='viewport']"):
        yield "no viewport for narrow screens"
    if not page.xpath("//head/meta[@charset]"):
        yield "no charset"


def _landmarks(page: HtmlElement) -> Iterator[str]:
    headings = page.xpath("//h1")
    if len(headings) != 1:
        yield f"{len(headings)} <h1> instead of one"
    elif not headings[0].text_content().strip() and not headings[0].xpath(".//img[@alt!='']"):
        yield "<h1> is empty"
    if len(page.xpath("//main")) != 1:
        yield "there must be one <main>"
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"<h{after}> follows <h{before}>"


def _ids(page: HtmlElement) -> Iterator[str]:
    ids = Counter(page.xpath("//@id"))
    for name, times in ids.items():
        if times > 1:
            yield f'id "{name}" stands {times} times'
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for names in page.xpath(f"//@{attribute}"):
            yield from (
                f'{attribute} points at "{name}", which is not there' for name in names.split() if name not in ids
            )
    for target in page.xpath("//a/@href[starts-with(., '#')]"):
        if len(target) > 1 and target[1:] not in ids:
            yield f'a link points at "{target}", which is not there'


def _controls(page: HtmlElement) -> Iterator[str]:
    labelled = set(page.xpath("//label/@for"))
    for control in page.xpath("//input|//select|//textarea"):
        if control.tag == "input" and control.get("type", "text") in NEEDS_NO_LABEL:
            continue
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        if not named and not control.xpath("ancestor::label"):
            yield f"no label for {_show(control)}"
    for button in page.xpath("//button|//a[@href]"):
        named = (
            button.text_content().strip()
            or button.get("aria-label")
            or button.xpath(".//img[@alt!='']|.//svg[@aria-label]")
        )
        if not named:
            yield f"nothing says what {_show(button)} does"
    for form in page.xpath("//form[translate(@method, 'POST', 'post')='post']"):
        if not form.xpath(".//input[@name='csrf_token' and @value!='']"):
            yield f"no csrf_token in {_show(form)}"
    for form in page.xpath("//form//form"):
        yield f"{_show(form)} stands inside another form"


def _images(page: HtmlElement) -> Iterator[str]:
    for image in page.xpath("//img"):
        if image.get("alt") is None:
            yield f"no alt for {_show(image)}"
        if not (image.get("width") and image.get("height")):
            yield f"{_show(image)} has no width and height, so the page jumps when it loads"


def _inline_code(page: HtmlElement) -> Iterator[str]:
    for element in page.xpath("//*[@style]"):
        yield f"an inline style on {_show(element)}"
    for style in page.xpath("//style"):
        yield f"{_show(style)} inside the page"
    for script in page.xpath("//script[not(@src)]"):
        if script.get("type") not in NEVER_LOADED:
            yield f"{_show(script)} without a file"
    for element in page.xpath("//*[@*[starts-with(name(), 'on')]]"):
        yield f"an event handler on {_show(element)}"


def _addresses(page: HtmlElement) -> Iterator[str]:
    for tag, attributes in LOADING.items():
        for element in page.xpath(f"//{tag}"):
            for attribute in attributes:
                parts = urlsplit((element.get(attribute) or "").strip().split(" ")[0])
                if parts.scheme == "javascript":
                    yield f"a javascript: address on {_show(element)}"
                if parts.scheme == "http" and parts.hostname not in LOOPBACK:
                    yield f"an http: address on {_show(element)}"
    for link in page.xpath("//a[@target='_blank']"):
        if "noopener" not in (link.get("rel") or ""):
            yield f"{_show(link)} opens a window without rel=noopener"


def _left_over(page: HtmlElement) -> Iterator[str]:
    """Words of Python and Jinja that no person should ever read."""
    visible = page.xpath("string(//body)")
    for leak in ("{{", "{%", "None,", "Undefined", "<app.", "datetime.", "object at 0x"):
        if leak in visible:
            yield f'"{leak}" can be read on the page'


CHECKS = (_document, _landmarks, _ids, _controls, _images, _inline_code, _addresses, _left_over)


def _show(element: HtmlElement) -> str:
    attributes = "".join(
        f' {name}="{element.get(name)}"'
        for name in ("id", "name", "type", "href", "src", "action")
        if element.get(name)
    )
    return f"<{element.tag}{attributes}>"

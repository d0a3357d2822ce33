"""The MDN HTTP Observatory's rules (scoring of August 2026) applied to an answer, without sending it anywhere.

    python -m bench.observatory https://anchor.example/ https://anchor.example/mara     (asks, then judges)
    python -m bench.observatory saved.txt ...          (an answer as `curl -si` prints it, of an https site)

Prints a line for each with what counted; exit code 1 below A+ with 125. What depends on the world outside is left at
its plain value: the preload list (+5) is not looked at, and http is taken to redirect to https, which the proxy does.
"""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from lxml import html

PASS, BONUS_FROM = 125, 90
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SIX_MONTHS_S = 15_768_000

Headers = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grade:
    """`found` is what counted: name and points."""

    score: int
    letter: str
    found: tuple[tuple[str, int], ...]


def grade(headers: Headers, body: str) -> Grade:
    """Score and letter of one answer over https. Bonus counts only where penalties alone leave 90."""
    pairs = [(name.lower(), value.strip()) for name, value in headers]
    one = dict(pairs)
    cookies = [value for name, value in pairs if name == "set-cookie"]
    csp = _directives([value for name, value in pairs if name == "content-security-policy"])
    found = [
        ("content-security-policy", _policy(csp)),
        ("cookies", _cookies(cookies)),
        ("cross-origin-resource-sharing", _sharing(one)),
        ("strict-transport-security", _transport(one.get("strict-transport-security"))),
        ("referrer-policy", _referrer(one.get("referrer-policy"))),
        ("subresource-integrity", _integrity(body) if "html" in one.get("content-type", "") else 0),
        ("x-content-type-options", 0 if one.get("x-content-type-options", "").lower() == "nosniff" else -5),
        ("framing", 5 if csp and "frame-ancestors" in csp else 0 if "x-frame-options" in one else -20),
        ("cross-origin-opener-policy", 10 if one.get("cross-origin-opener-policy") == "same-origin" else 0),
        (
            "cross-origin-embedder-policy",
            10 if one.get("cross-origin-embedder-policy") in ("require-corp", "credentialless") else 0,
        ),
        (
            "cross-origin-resource-policy",
            10 if one.get("cross-origin-resource-policy") in ("same-origin", "same-site") else 0,
        ),
    ]
    score = 100 + sum(points for _, points in found if points < 0)
    if score >= BONUS_FROM:
        score += sum(points for _, points in found if points > 0)
    score = max(0, score)
    return Grade(score, _letter(score), tuple((name, points) for name, points in found if points))


def _directives(policies: list[str]) -> dict[str, list[str]] | None:
    """The policy by directive; None without one, and where a directive stands twice."""
    if not policies:
        return None
    found: dict[str, list[str]] = {}
    for part in "; ".join(policies).split(";"):
        name, *sources = part.split() or [""]
        if name.lower() in found:
            return {}
        if name:
            found[name.lower()] = sources
    return found


def _policy(csp: dict[str, list[str]] | None) -> int:
    if not csp:
        return -25
    default = csp.get("default-src", ["*"])
    scripts, styles = csp.get("script-src", default), csp.get("style-src", default)
    everywhere = [source for sources in csp.values() for source in sources]
    if "'unsafe-inline'" in scripts or {"*", "https:", "http:", "data:"} & set(scripts):
        return -20
    if any(source.startswith("http://") and "127.0.0.1" not in source for source in everywhere):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if "'unsafe-inline'" in styles:
        return 0
    return 10 if default == ["'none'"] else 5


def _cookies(cookies: list[str]) -> int:
    if not cookies:
        return 0
    flags = [{part.strip().split("=")[0].lower() for part in cookie.split(";")[1:]} for cookie in cookies]
    if not all("secure" in each for each in flags):
        return -40
    if not all("httponly" in each for each in flags):
        return -30
    return 5 if all("samesite" in each for each in flags) else 0


def _sharing(one: dict[str, str]) -> int:
    shared = one.get("access-control-allow-origin")
    return -50 if shared not in (None, "*") and one.get("access-control-allow-credentials") == "true" else 0


def _transport(value: str | None) -> int:
    age = re.search(r"max-age=(\d+)", value or "")
    if age is None:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS_S else -10


def _referrer(value: str | None) -> int:
    said = {part.strip().lower() for part in (value or "").split(",")}
    return 5 if said <= PRIVATE else 0 if not value else -5


def _integrity(body: str) -> int:
    scripts = html.document_fromstring(body).xpath("//script[@src]")
    if not scripts:
        return 0
    if any(re.match(r"http:", script.get("src")) for script in scripts):
        return -50
    return 5 if all(script.get("integrity") for script in scripts) else 0


def _letter(score: int) -> str:
    for least, letter in ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (60, "C"), (40, "D")):
        if score >= least:
            return letter
    return "F"


def _saved(text: str) -> tuple[list[tuple[str, str]], str]:
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    pairs = (line.partition(":") for line in head.split("\n")[1:])
    return [(name, value) for name, _, value in pairs], body


def main(sources: list[str]) -> int:
    least = 1000
    for source in sources:
        if source.startswith("https://"):
            with urlopen(source, timeout=20) as answer:
                judged = grade(answer.headers.items(), answer.read().decode("utf-8", "replace"))
        else:
            judged = grade(*_saved(Path(source).read_text(encoding="utf-8")))
        least = min(least, judged.score)
        print(source, judged.letter, judged.score, *(f"{name} {points:+}" for name, points in judged.found))
    return 0 if least >= PASS else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

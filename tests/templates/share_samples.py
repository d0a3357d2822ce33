"""The share panel as its view hands it over: before publishing, and public with every layout that a network has."""

from types import SimpleNamespace as O
from typing import Any

from tests.templates.samples import base

URL = "https://anchor.example/mara"
SENTENCE = "Mara Lindqvist writes for string quartet and one tired synthesiser."

EMPTY = ("description", "site", "author", "colour")


def link(network: str, layout: str, shape: str = "large", **fields: Any) -> O:
    said = {"title": "Mara Lindqvist", "host": "anchor.example", **dict.fromkeys(EMPTY, "")}
    return O(
        preview=O(**{"network": network, "layout": layout, "shape": shape, "remarks": (), **said, **fields}),
        sources=("art/card.jpg",) if shape in ("large", "small", "icon") else (),
    )


PREVIEWS = (
    link("WhatsApp", "above", description=SENTENCE),
    link("X", "over", title="The Extraordinarily Long-Winded Philharmonic Society for Unfinished …", remarks=("The title is cut.",)),  # noqa: E501
    link("LinkedIn", "above", "words", remarks=("No picture: there is none at its address.",)),
    link("Discord", "card", "small", site="Anchor", author="Mara Lindqvist", colour="#eb3d19", description=SENTENCE),
    link("Slack", "below", site="Anchor", description=SENTENCE),
    link("iMessage", "bubble", title="فرقة ليلى المساء"),
    link("Nobody", "above", "address", remarks=("Only the address shows: og:title is not in what Nobody reads.",)),
)  # fmt: skip


def panel(**fields: Any) -> O:
    common = {
        "title": "Share",
        "public_url": URL,
        "name": "Mara Lindqvist",
        "sentence": SENTENCE,
        "published": False,
        "of_draft": True,
        "has_changes": False,
        "claimed": False,
        "count_url": "",
        "alt": "Mara Lindqvist: composer",
        "previews": PREVIEWS,
        "downloads": (),
        "snippets": (),
        "debuggers": (),
    }
    return base(**{**common, **fields})


SHARE_SAMPLES = {
    ("studio/share.html", "before publishing"): panel(),
    ("studio/share.html", "public"): panel(
        published=True,
        claimed=True,
        of_draft=False,
        has_changes=True,
        downloads=(
            O(label="QR code (SVG)", url="/mara/qr.svg", ping="/mara/count/qr"),
            O(label="One-sheet (PDF)", url="/mara/one-sheet.pdf", ping=""),
        ),
        snippets=(
            O(id="badge", label="Badge", code=f'<a href="{URL}"><img></a>', sample=("art/card.jpg", 160, 44)),
            O(id="embed", label="Card of your page", code=f'<iframe src="{URL}/embed"></iframe>', sample=None),
        ),
        debuggers=(O(label="LinkedIn", url="https://www.linkedin.com/post-inspector/"),),
    ),
}

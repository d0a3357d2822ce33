"""Each crawler's reading of a document: what it takes, where it stops, what it falls back to."""

from app.domain.link_preview.crawlers import CRAWLERS, KB, Crawler, Picture
from app.domain.link_preview.preview import Preview, preview

URL = "https://anchor.example/mara"
IMAGE = f"{URL}/card/0123.jpg"
GOOD = {IMAGE: Picture(1200, 630, 120 * KB)}
TAGS = {
    "og:title": "Mara Ellingsen",
    "og:description": "Singer in Bergen.",
    "og:url": URL,
    "og:site_name": "Anchor",
    "og:image": IMAGE,
    "twitter:card": "summary_large_image",
    "theme-color": "#eb3d19",
}


def named(name: str) -> Crawler:
    return next(crawler for crawler in CRAWLERS if crawler.name == name)


def document(before: str = "", **tags: str) -> bytes:
    """A page with TAGS; a tag given by name (`og_title`) replaces one, an empty one leaves it out."""
    changed = {key.replace("__", "-").replace("_", ":", 1): text for key, text in tags.items()}
    rows = "".join(f'<meta property="{key}" content="{text}">' for key, text in {**TAGS, **changed}.items() if text)
    return (
        f"<!DOCTYPE html><html><head>{before}<title>Mara &amp; co</title>{rows}"
        '<link rel="apple-touch-icon" href="/static/icon.png"></head><body><meta property="og:title" content="no">'
    ).encode()


def seen(name: str, page: bytes, pictures: dict[str, Picture] | None = None) -> Preview:
    return preview(named(name), page, URL, GOOD if pictures is None else pictures)


def test_a_whole_page_shows_its_picture_everywhere() -> None:
    for crawler in CRAWLERS:
        made = preview(crawler, document(), URL, GOOD)
        assert (made.shape, made.title, made.images, made.remarks) == ("large", "Mara Ellingsen", (IMAGE,), ())


def test_whatsapp_wants_title_sentence_and_address_and_shows_80_characters() -> None:
    assert seen("WhatsApp", document(og_url="")).shape == "address"
    assert seen("WhatsApp", document(og_description="")).shape == "address"
    cut = seen("WhatsApp", document(og_description="x" * 81))
    assert cut.description == "x" * 80 + "…"
    assert cut.remarks == ("The sentence is cut.",)


def test_what_a_crawler_does_not_read_is_not_there() -> None:
    pushed = document(before="<!--" + "x" * (33 * KB) + "-->")
    assert seen("Slack", pushed).shape == "address"
    assert seen("WhatsApp", pushed).shape == "large"


def test_tags_in_the_body_do_not_count() -> None:
    assert seen("Discord", document(og_title="", og_description="")).shape == "address"


def test_x_wants_its_own_card_and_cuts_a_title_after_70_characters() -> None:
    assert seen("X", document(twitter_card="")).shape == "address"
    assert seen("X", document(twitter_card="summary")).shape == "small"
    assert seen("X", document(twitter_title="Own")).title == "Own"
    assert seen("X", document(og_title="y" * 71)).title == "y" * 70 + "…"


def test_linkedin_ignores_what_is_meant_for_x() -> None:
    assert seen("LinkedIn", document(twitter_title="Own")).title == "Mara Ellingsen"
    assert seen("LinkedIn", document(og_title="")).title == "Mara & co"


def test_discord_counts_bytes_takes_the_colour_and_gives_up_on_a_long_site_name() -> None:
    made = seen("Discord", document(og_title="名" * 40))
    assert made.title == "名" * 23 + "…"  # 69 bytes: the 24th would not fit whole
    assert made.colour == "#eb3d19"
    assert seen("Discord", document(theme__color="red")).colour == ""
    assert seen("Discord", document(og_site_name="n" * 257)).shape == "address"


def test_imessage_falls_back_to_the_icon_and_shows_two_pictures_when_two_are_named() -> None:
    made = seen("iMessage", document(og_image=""))
    assert (made.shape, made.images) == ("icon", ("https://anchor.example/static/icon.png",))
    twice = document().replace(b"</head>", f'<meta property="og:image" content="{IMAGE}"></head>'.encode())
    assert len(seen("iMessage", twice).images) == 2
    assert len(seen("Slack", twice).images) == 1


def test_a_picture_out_of_bounds_leaves_words() -> None:
    for picture, network in (
        (Picture(1200, 630, 700 * KB), "WhatsApp"),
        (Picture(200, 105, KB), "WhatsApp"),
        (Picture(1600, 300, KB), "WhatsApp"),
        (Picture(200, 105, KB), "X"),
        (Picture(5000, 2625, KB), "X"),
        (Picture(190, 100, KB), "LinkedIn"),
    ):
        made = seen(network, document(), {IMAGE: picture})
        assert (made.shape, made.images) == ("words", ()), (network, picture)
        assert made.remarks[0].startswith("No picture: it ")


def test_a_relative_or_missing_picture_is_none() -> None:
    assert seen("Slack", document(og_image="/card.jpg")).remarks == (
        "No picture: its address does not begin with https.",
    )
    assert seen("Slack", document(), {}).shape == "words"


def test_discord_reads_oembed_behind_the_link_of_the_page() -> None:
    said = {"author_name": "Mara E.", "provider_name": "Anchor Oslo"}
    page = document(before='<link rel="alternate" type="application/json+oembed" href="/oembed?url=mara">')
    with_author = preview(named("Discord"), page, URL, GOOD, {"/oembed?url=mara": said})
    assert (with_author.author, with_author.site) == ("Mara E.", "Anchor Oslo")
    for other in (seen("Discord", page), preview(named("Slack"), page, URL, GOOD, {"/oembed?url=mara": said})):
        assert (other.author, other.site) == ("", "Anchor")
    assert preview(named("Discord"), document(), URL, GOOD, {"": said}).author == ""

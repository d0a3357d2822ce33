"""The rooms anybody can enter: landing, privacy, terms, and what stands in for a page that is not there."""

from dataclasses import dataclass

from markupsafe import Markup

from app.domain import retention
from app.domain.language import Language
from app.web.context import services
from app.web.pages import head
from app.web.pages.frame import Frame, private_frame

SENTENCE = "A page for your music that writes itself from Spotify and keeps itself fresh."
DEMO = "This is a demo: it connects to a sandbox with invented people, not to Spotify."


@dataclass(frozen=True, slots=True, kw_only=True)
class LandingPage(Frame):
    """`templates/public/landing.html`; `example` is a real public page, None until there is one."""

    description: str
    canonical: str
    meta: tuple[head.Meta, ...]
    json_ld: Markup
    demo_note: str
    example: "ExampleView | None"


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A page in a frame; `url` and `address` lead to it as everybody sees it, empty for somebody invented."""

    display_name: str
    frame_url: str
    url: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalPage(Frame):
    """`privacy.html` and `terms.html`; `kept` is the table of retention, as (what, how long, why)."""

    contact: str
    contact_url: str
    kept: tuple[tuple[str, str, str], ...] = ()
    never: tuple[str, ...] = ()
    errors: bool = False
    ai: bool = False
    ai_reads_spotify: bool = False
    member_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn(Frame):
    """`private.html` and `gone.html`; `edit_url` is for the owner, empty for everybody else."""

    handle: str
    edit_url: str = ""


def demo_note() -> str:
    return DEMO if services().settings.uses_sandbox else ""


def landing_page() -> LandingPage:
    settings = services().settings
    title = f"{settings.site_name}: your music page"
    image = f"{settings.public_url}/card/{services().site_picture.fingerprint}.jpg"
    return LandingPage(
        **private_frame(),  # its form has a token of the session anyway
        title=title,
        description=SENTENCE,
        canonical=f"{settings.public_url}/",
        meta=head.meta(
            kind="website",
            site_name=settings.site_name,
            locale="en_US",
            title=title,
            description=SENTENCE,
            url=f"{settings.public_url}/",
            image=image,
            alt=f"{settings.site_name}, with its emblem: a disc of grooves",
        ),
        json_ld=head.json_ld(
            {"@type": "WebSite", "name": settings.site_name, "url": f"{settings.public_url}/", "description": SENTENCE}
        ),
        demo_note=demo_note(),
        example=_example(),
    )


def _example() -> ExampleView | None:
    shown = services().examples.shown()
    if shown is None:
        return None
    url = "" if shown.is_invented else f"{services().settings.public_url}/{shown.handle}"
    return ExampleView(shown.page.display_name or shown.handle, "/example", url, url.partition("://")[2])


def privacy_page() -> LegalPage:
    settings = services().settings
    return LegalPage(
        title="Privacy",
        contact=settings.contact,
        contact_url=_contact_url(settings.contact),
        ai=settings.has_model,
        ai_reads_spotify=settings.ai_reads_spotify,
        kept=tuple((rule.what, retention.said(rule.kept), rule.why) for rule in retention.RULES),
        never=retention.NEVER_STORED,
        errors=settings.reports_errors,
    )


def _contact_url(contact: str) -> str:
    """Where a click on the contact leads; empty when it is neither an address nor a mailbox."""
    if contact.startswith(("https://", "mailto:")):
        return contact
    return f"mailto:{contact}" if "@" in contact and " " not in contact else ""


def terms_page() -> LegalPage:
    contact = services().settings.contact
    return LegalPage(title="Terms", contact=contact, contact_url=_contact_url(contact))


def private_page(handle: str, said: Language, *, owned: bool) -> StandIn:
    return StandIn(
        title=said.gettext("This profile is private"),
        lang=said.tag,
        dir=said.direction,
        handle=handle,
        edit_url="/studio" if owned else "",
        signed_in=owned,
    )


def gone_page(handle: str, said: Language) -> StandIn:
    return StandIn(title=said.gettext("This page is gone"), lang=said.tag, dir=said.direction, handle=handle)

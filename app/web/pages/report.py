"""Reporting a page (`templates/public/report.html`, `reported.html`)."""

from dataclasses import dataclass

from app.domain.language import N_, language
from app.domain.page import Page
from app.domain.reports import REASONS, WORDS_LIMIT
from app.web.context import services
from app.web.pages.form import Field, Form, Option, Wrong
from app.web.pages.frame import Frame

REASON_LABELS = {
    "not-theirs": N_("It uses my name, my words or my picture without asking me"),
    "untrue": N_("It says something about me that is not true"),
    "hurtful": N_("It insults or threatens somebody"),
    "deceptive": N_("It pretends to be somebody else, or its links deceive"),
    "other": N_("Something else"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage(Frame):
    """`token` is the form's own; `contact` an e-mail address or empty."""

    handle: str
    display_name: str
    token: str
    reasons: tuple[Option, ...]
    reason_error: str
    words: Field
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedPage(Frame):
    handle: str
    display_name: str


def report_page(page: Page, handle: str, token: str, wrong: Wrong | None = None) -> ReportPage:
    form, said = Form(wrong), language(page.locale)
    chosen = form.value("reason", "")
    return ReportPage(
        title=said.gettext("Report this page"),
        lang=said.tag,
        dir=said.direction,
        handle=handle,
        display_name=page.display_name or handle,
        token=token,
        reasons=tuple(Option(value, said.gettext(REASON_LABELS[value]), value == chosen) for value in REASONS),
        reason_error=form.error("reason"),
        words=form.field("words", "", WORDS_LIMIT),
        contact=services().settings.contact,
    )


def reported_page(page: Page, handle: str) -> ReportedPage:
    said = language(page.locale)
    return ReportedPage(
        title=said.gettext("Thank you"),
        lang=said.tag,
        dir=said.direction,
        handle=handle,
        display_name=page.display_name or handle,
    )

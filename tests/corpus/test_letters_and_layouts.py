"""The same inputs in letters, in every theme and language, on the waitlist, and in a layout."""

import email
from datetime import UTC, datetime

import pytest
from lxml import html
from sqlalchemy import select

from app.db.tables.members import Waiting
from app.domain.draft import LOCALES
from app.domain.mails import Letter
from app.domain.themes import THEMES
from app.mail import compose
from app.media import letter as rendering
from tests.corpus import addresses, texts
from tests.corpus.test_corpus import Share, asked, database_url, mara, plain, share, stage
from tests.ground.stage import Artist, Stage, forms_token

__all__ = ["database_url", "mara", "share", "stage"]
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("typed", plain(texts.WORDS + texts.NAMES))
def test_a_letter_says_what_was_typed_and_nothing_of_it_runs(typed: str) -> None:
    letter = Letter("a@b.example", "About your page", (f"Says: {typed}",), (("Open", "https://x.example/"),), typed)
    rich = rendering.html(letter)
    document = html.document_fromstring(rich)
    assert " ".join(typed.split()) in " ".join(document.text_content().split())
    assert not document.xpath("//script | //iframe | //img | //svg | //form | //@*[starts-with(name(), 'on')]")
    assert [link for link in document.xpath("//a/@href") if not link.startswith("https://x.example/")] == []
    message = compose(
        sender="A <a@b.example>", to="a@b.example", subject=letter.subject, text=rendering.text(letter), html=rich,
        leave="", key="1.a", now=NOW,
    )  # fmt: skip
    sent = email.message_from_bytes(message.as_bytes())
    assert (sent["To"], sent["Bcc"], sent.get_content_type()) == ("a@b.example", None, "multipart/alternative")


def test_each_theme_and_language_shows_what_was_typed(stage: Stage, mara: Artist, share: Share) -> None:
    themes = [(theme, locale) for theme in THEMES for locale in LOCALES]
    for number, typed in enumerate(share(texts.WORDS)):
        theme, locale = themes[number % len(themes)]
        mara.post("/studio/facts", subject="artist", display_name=typed, role=typed, current_release=typed)
        saved = mara.post("/studio/settings", theme=theme, locale=locale, show_number="1")
        assert (typed, saved.status_code) == (typed, 303)
        page = asked(typed, lambda: mara.get("/studio/preview"))
        shown = html.document_fromstring(page.text).xpath("normalize-space(//h1)")
        assert " ".join(typed.split()) in shown, (typed, theme, locale)


def test_a_layout_and_the_waitlist_refuse_what_is_no_address(stage: Stage, mara: Artist, share: Share) -> None:
    before = stage.services.studio.draft(mara.person_id).layout
    for url in share(plain(addresses.REFUSED_LINKS)):
        if url.strip():
            answer = asked(url, lambda url=url: mara.post("/studio/layout", release_url=url))
            assert (url[:60], answer.status_code) == (url[:60], 422)
            assert "cannot be stored" not in answer.text, "our own rule refuses it, not the database"
    for wrong in share(plain(texts.REFUSED_WORDS + texts.WORDS)):
        for form in ({"section": wrong}, {"pinned": wrong}):
            assert asked(wrong, lambda form=form: mara.post("/studio/layout", **form)).status_code == 422
    assert stage.services.studio.draft(mara.person_id).layout == before
    visitor = stage.visitor()
    token = forms_token(visitor.get("/waitlist").text)
    for wrong in share(plain(texts.WORDS)):
        if "@evil" not in wrong:
            asked(wrong, lambda wrong=wrong: visitor.post("/waitlist", csrf_token=token, email=wrong))
    with stage.services.studio._database.reading() as session:
        assert [row.email for row in session.scalars(select(Waiting))] == []

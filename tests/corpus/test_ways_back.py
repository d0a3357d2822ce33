"""The same inputs in what can be undone: the history, a former page and its door, and what a photo shows."""

import re

from lxml import html

from app.domain.photo import ALT_LIMIT
from tests.corpus import texts
from tests.corpus.test_corpus import Share, asked, database_url, mara, plain, share, stage
from tests.ground.stage import Artist, Stage
from tests.web.photo.test_photo import picture, send

__all__ = ["database_url", "mara", "share", "stage"]
ILLEGIBLE = [typed for typed in texts.REFUSED_WORDS if len(typed) > ALT_LIMIT or len(set(typed)) > 1 or len(typed) == 1]
"""What no description may be: without what is only too long for a name."""
NUMBERS = ("", " ", "0", "-1", "1.5", "1e3", "９", "٣", "0x1", "99999999999", "1" * 400, "1 OR 1=1", "null", "{{7*7}}")


def shown(page: str) -> str:
    return " ".join(html.document_fromstring(page).text_content().split())


def revision(mara: Artist) -> str:
    found = re.search(r'name="revision" value="(\d+)"', mara.get("/studio").text)
    assert found is not None
    return found[1]


def own_bio(stage: Stage, artist: Artist) -> str | None:
    bio = stage.services.studio.draft(artist.person_id).words.bio
    return bio.text if bio else None


def write(mara: Artist, bio: str) -> None:
    answer = asked(bio, lambda: mara.post("/studio/copy/edit", bio=bio, revision=revision(mara)))
    assert (bio, answer.status_code) == (bio, 303)


def test_the_history_shows_old_words_and_brings_them_back_letter_for_letter(
    stage: Stage, mara: Artist, share: Share
) -> None:
    for typed in share(texts.WORDS):
        said = " ".join(f"{typed} and so on.".split())
        write(mara, said)
        (version,) = {part.id for part in stage.services.studio.history(mara.person_id) if part.state == "current"}
        write(mara, "Something else.")
        assert said in shown(asked(typed, lambda: mara.get("/studio/history")).text), typed
        answer = asked(typed, lambda version=version: mara.post("/studio/copy/restore", version=str(version)))
        assert (typed, answer.status_code) == (typed, 303)
        assert own_bio(stage, mara) == said


def test_a_number_that_is_none_undoes_nothing(stage: Stage, mara: Artist) -> None:
    write(mara, "My own words.")
    before = stage.services.studio.draft(mara.person_id)
    for wrong in (*NUMBERS, *plain(texts.WORDS[:20])):
        for path, field in (("/studio/copy/restore", "version"), ("/studio/copy/accept", "candidate")):
            answer = asked((path, wrong), lambda path=path, field=field, wrong=wrong: mara.post(path, **{field: wrong}))
            assert (path, wrong[:20], answer.status_code in (404, 422)) == (path, wrong[:20], True)
    for wrong in plain(texts.WORDS[:20] + texts.REFUSED_WORDS[:8]):
        assert (wrong, mara.post("/studio/delete", confirm=wrong).status_code) == (wrong, 422)
    assert stage.services.studio.draft(mara.person_id) == before
    assert stage.visitor().get("/mara-e").status_code == 200


def test_a_former_page_keeps_what_was_typed_until_it_is_brought_back(stage: Stage, share: Share) -> None:
    for typed in share(texts.WORDS)[::4]:
        mara = stage.artist("mara")
        mara.post("/studio/handle", handle="mara-e")
        mara.post("/studio/facts", subject="artist", display_name=typed)
        write(mara, f"{typed} and so on.")
        assert mara.post("/studio/delete", confirm="mara-e").status_code == 303
        again = stage.artist("mara")
        told = shown(asked(typed, lambda again=again: again.get("/studio/former")).text)
        assert " ".join(typed.split()) in told, typed
        answer = asked(typed, lambda again=again: again.post("/studio/former/restore"))
        assert (typed, answer.status_code) == (typed, 303)
        assert own_bio(stage, again) == " ".join(f"{typed} and so on.".split())


def test_what_a_photo_shows_is_read_out_as_it_was_typed(stage: Stage, mara: Artist, share: Share) -> None:
    assert send(mara, picture()).status_code == 303
    visitor = stage.visitor()
    for typed in share(texts.WORDS):
        answer = asked(typed, lambda typed=typed: mara.post("/studio/photo", photo_alt=typed))
        assert (typed, answer.status_code) == (typed, 303)
        assert mara.post("/studio/publish").status_code == 303
        for who, path in (
            (mara, "/studio"),
            (mara, "/studio/preview"),
            (visitor, "/mara-e"),
            (visitor, "/mara-e/embed"),
        ):
            page = asked((path, typed), lambda who=who, path=path: who.get(path)).text
            if path in ("/studio/preview", "/mara-e"):
                alt = html.document_fromstring(page).xpath("string(//div[@class='cover-photo']/img/@alt)")
                assert (path, alt) == (path, " ".join(typed.split()))
    before = stage.services.studio.draft(mara.person_id).photo
    for wrong in share(plain(ILLEGIBLE)):
        answer = asked(wrong, lambda wrong=wrong: mara.post("/studio/photo", photo_alt=wrong))
        assert (wrong[:9], answer.status_code) == (wrong[:9], 422)
    assert stage.services.studio.draft(mara.person_id).photo == before

"""What may be typed: each field's limit and rule, said beside it, with everything typed still there."""

from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from app.domain.facts import Facts, Link
from tests.ground.stage import Artist, Stage

RIGHT_TO_LEFT = "\u202e"


def draft(artist: Artist) -> Any:
    return artist.stage.services.studio.draft(artist.person_id)


def page_of(answer: Any) -> HtmlElement:
    return html.document_fromstring(answer.text)


def shown(answer: Any, name: str) -> str:
    (control,) = page_of(answer).xpath(f"//input[@name='{name}' and not(@type='radio')]|//textarea[@name='{name}']")
    return str(control.get("value") if control.tag == "input" else control.text_content().removeprefix("\n"))


def alert_of(answer: Any) -> str:
    (alert,) = page_of(answer).xpath("//main//*[@role='alert']")
    return str(alert.text_content())


def test_facts_are_kept_as_typed_but_for_needless_space(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post(
        "/studio/facts", subject="listener", display_name="  Mara   E. ", role="Singer", city="Tromsø",
        instruments="Guitar,  lap  steel ,, Guitar", influences="水野 遥, Nina", current_release="Low Tide", tone="dry",
    )  # fmt: skip

    assert draft(mara).facts == Facts(
        subject="listener",
        display_name="Mara E.",
        role="Singer",
        city="Tromsø",
        instruments=("Guitar", "lap steel"),
        influences=("水野 遥", "Nina"),
        current_release="Low Tide",
        tone="dry",
    )


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("display_name", "n" * 101, "100 fit"),
        ("role", "r" * 81, "80 fit"),
        ("city", "c" * 81, "80 fit"),
        ("current_release", "r" * 121, "120 fit"),
        ("instruments", ", ".join("abcdefghi"), "8 instruments fit; these are 9"),
        ("instruments", "i" * 61, "60 fit"),
        ("influences", ", ".join("abcdefghi"), "8 influences fit"),
        ("city", f"Ber{RIGHT_TO_LEFT}gen", "invisible character"),
        ("city", "Ber\x00gen", "invisible character"),
        ("city", "Ber\u200bgen", "invisible character"),
        ("role", "Z" + "\u0301" * 30, "too many marks"),
    ],
)
def test_a_fact_that_breaks_its_rule_is_refused_beside_its_field_with_everything_typed(
    stage: Stage, field: str, typed: str, says: str
) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/facts", **{"subject": "listener", "tone": "warm", "role": "Kept role", field: typed})

    assert answer.status_code == 422
    assert says in alert_of(answer)
    assert shown(answer, field) == typed.replace("\x00", "\ufffd")  # what HTML makes of it
    if field != "role":
        assert shown(answer, "role") == "Kept role"
    assert page_of(answer).xpath("//input[@name='subject' and @checked]/@value") == ["listener"]
    assert page_of(answer).xpath(f"//input[@name='{field}']/@aria-invalid") == ["true"]
    assert draft(mara).facts == Facts()


@pytest.mark.parametrize(("field", "typed"), [("subject", "robot"), ("tone", "shouting")])
def test_a_choice_that_is_none_is_refused(stage: Stage, field: str, typed: str) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/facts", **{field: typed, "city": "Oslo"})

    assert answer.status_code == 422
    assert "Choose one of" in alert_of(answer)
    assert shown(answer, "city") == "Oslo"


def test_the_limits_count_characters_and_the_last_one_fits(stage: Stage) -> None:
    mara = stage.artist("mara")

    assert mara.post("/studio/facts", display_name="🦊" * 100, city="é" * 80).status_code == 303
    assert draft(mara).facts.display_name == "🦊" * 100


def test_a_name_that_spotify_filled_in_is_not_a_name_that_was_typed(stage: Stage) -> None:
    hostile = stage.artist("hostile")
    offered = shown(hostile.get("/studio"), "display_name")
    assert offered == draft(hostile).name
    assert hostile.post("/studio/facts", display_name=offered, city="Oslo").status_code == 303

    assert (draft(hostile).facts.display_name, draft(hostile).facts.city) == ("", "Oslo")


@pytest.mark.parametrize(
    "url",
    [
        "http://plain.example", "javascript:alert(1)", "data:text/html,x", "//half.example", "shop.example", "https://",
        "https://user:secret@shop.example", "https://shop", "https://127.0.0.1/", "https://sh op.example", "ftp://a.example",
        "mailto:nobody", "mailto:a@b.example?bcc=c@d.example", "https://a.example/" + "x" * 500, "https://аpple.example",
        "HTTPS\t://a.example", "https://a.example:port/", "https://[::1",
    ],
)  # fmt: skip
def test_a_link_that_is_not_plain_https_or_mail_is_refused_and_stays_typed(stage: Stage, url: str) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/links", label=["Good", "Bad"], url=["https://good.example", url])

    assert answer.status_code == 422
    assert alert_of(answer)
    assert url in page_of(answer).xpath("//input[@name='url']/@value")
    assert "https://good.example" in page_of(answer).xpath("//input[@name='url']/@value")
    assert draft(mara).links == ()


def test_links_keep_their_order_get_a_label_and_leave_empty_rows_out(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post(
        "/studio/links",
        label=["Shop", "", "", "Mail"],
        url=["https://shop.example/x?a=1&b=2", "", "https://www.label.example/", "mailto:hi@mara.example"],
    )

    assert draft(mara).links == (
        Link("Shop", "https://shop.example/x?a=1&b=2"),
        Link("label.example", "https://www.label.example/"),
        Link("Mail", "mailto:hi@mara.example"),
    )
    mara.post("/studio/links", label=[], url=[])
    assert draft(mara).links == ()


@pytest.mark.parametrize(
    ("labels", "urls"),
    [
        (["l"] * 13, [f"https://a{number}.example" for number in range(13)]),
        (["l" * 61], ["https://a.example"]),
        (["alone"], [""]),
        (["one", "two"], ["https://a.example"]),
    ],
)
def test_links_that_do_not_fit_are_refused(stage: Stage, labels: list[str], urls: list[str]) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/links", label=labels, url=urls)

    assert answer.status_code == 422
    assert alert_of(answer)


@pytest.mark.parametrize(("field", "length", "limit"), [("bio", 1001, 1000), ("caption", 161, 160)])
def test_words_that_are_too_long_are_refused_with_all_that_was_typed(
    stage: Stage, field: str, length: int, limit: int
) -> None:
    mara = stage.artist("mara")
    name = field if field == "bio" else f"caption.{draft(mara).music.albums[0].id}"
    answer = mara.post("/studio/copy/edit", **{name: "x" * length, "revision": "0"})

    assert answer.status_code == 422
    assert f"{length} characters long; {limit} fit" in alert_of(answer)
    assert shown(answer, name) == "x" * length
    assert mara.post("/studio/copy/edit", **{name: "x" * limit, "revision": "0"}).status_code == 303


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/studio/copy/accept", {}),
        ("/studio/copy/accept", {"candidate": "-1"}),
        ("/studio/copy/restore", {"version": "1e3"}),
        ("/studio/copy/edit", {"bio": "Typed."}),
        ("/studio/copy/edit", {"bio": "Typed.", "revision": "٣"}),
        ("/studio/copy/generate", {"part": "chorus"}),
        ("/studio/publish", {}),
        ("/studio/copy/edit", {"caption.nonsense": "x" * 161, "revision": "0"}),
    ],
)
def test_any_other_form_that_makes_no_sense_is_refused_in_words(stage: Stage, path: str, form: dict[str, str]) -> None:
    mara = stage.artist("mara")
    answer = mara.post(path, **form)

    assert answer.status_code == 422
    assert alert_of(answer)
    if "bio" in form:
        assert shown(answer, "bio") == "Typed."


def test_a_part_that_a_text_does_not_have_is_refused(stage: Stage) -> None:
    mara = stage.artist("mara")
    stage.clock.advance(minutes=1)
    mara.post("/studio/copy/generate", part="all")
    stage.work()
    candidate = mara.status()["candidates"][0]["id"]

    assert mara.post("/studio/copy/accept", candidate=candidate, part=["bio", "chorus"]).status_code == 422
    assert draft(mara).words.bio is None


def test_settings_are_kept_and_an_unticked_box_is_off(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/settings", theme="sleeve", locale="en", keep_fresh="1", email=" a@b.example ", email_opt_in="on")
    chosen = draft(mara).preferences
    assert (chosen.auto_refresh, chosen.keep_fresh, chosen.email_opt_in) == (False, True, True)
    assert chosen.email == "a@b.example"
    mara.post("/studio/settings", auto_refresh="1", email="", email_opt_in="1")
    chosen = draft(mara).preferences
    assert (chosen.auto_refresh, chosen.keep_fresh, chosen.email, chosen.email_opt_in) == (True, False, "", False)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", "nobody"), ("email", "a@b"), ("email", "a b@c.example"), ("email", "a\x00@b.example"),
        ("email", "a\n@b.example"), ("email", "x" * 250 + "@b.example"), ("theme", "neon"), ("locale", "tlh"),
    ],
)  # fmt: skip
def test_a_setting_that_makes_no_sense_is_refused_and_the_ticks_stay(stage: Stage, field: str, typed: str) -> None:
    mara = stage.artist("mara")
    hidden = draft(mara).music.artists[0].id
    answer = mara.post("/studio/settings", **{"email": "", "keep_fresh": "1", "hidden": hidden, field: typed})

    assert answer.status_code == 422
    assert alert_of(answer)
    ticked = page_of(answer).xpath("//form[@action='/studio/settings']//input[@checked]")
    expected = [("theme", "sleeve"), ("keep_fresh", "1"), ("hidden", hidden)]
    assert [(box.get("name"), box.get("value")) for box in ticked] == expected
    assert draft(mara).preferences.auto_refresh


def test_a_form_that_names_some_facts_leaves_the_others_as_they_are(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="listener", city="Bergen", instruments="voice, piano", tone="dry")
    mara.post("/studio/facts", role="Singer")
    facts = stage.services.studio.draft(mara.person_id).facts
    assert (facts.subject, facts.role, facts.city, facts.tone) == ("listener", "Singer", "Bergen", "dry")
    assert facts.instruments == ("voice", "piano")


def test_a_form_without_theme_or_language_leaves_them_as_they_are(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/settings", theme="j-card", locale="en")
    mara.post("/studio/settings", auto_refresh="1")

    assert draft(mara).preferences.theme == "j-card"


def test_hidden_items_leave_the_page_and_nothing_takes_their_place(stage: Stage) -> None:
    mara = stage.artist("mara")
    music = draft(mara).music
    hidden = [music.artists[1].id, music.albums[0].id, music.tracks[2].id]
    mara.post("/studio/settings", hidden=[*hidden, "no-such-item"])
    mara.publish("mara-e")
    public = stage.visitor().get("/mara-e.json").json

    assert draft(mara).preferences.hidden == set(hidden)
    assert [artist["name"] for artist in public["artists"]] == [
        artist.name for artist in music.artists[:5] if artist.id not in hidden
    ]
    assert [len(public[kind]) for kind in ("albums", "tracks")] == [4, 2]
    mara.post("/studio/settings")
    assert draft(mara).preferences.hidden == frozenset()


def test_each_limited_field_says_its_limit_beside_it(stage: Stage) -> None:
    page = page_of(stage.artist("mara").get("/studio"))
    for name in ("display_name", "role", "city", "instruments", "influences", "current_release", "handle"):
        (control,) = page.xpath(f"//input[@name='{name}']")
        (hint,) = page.xpath(f"//*[@id='{control.get('aria-describedby').split()[0]}']")
        assert any(character.isdigit() for character in hint.text_content()), name
    assert page.xpath("//textarea[@name='bio']/@data-limit") == ["1000"]


@pytest.mark.parametrize("name", ["instruments", "influences"])
def test_a_list_says_how_many_fit_and_how_long_each_may_be(stage: Stage, name: str) -> None:
    mara = stage.artist("mara")
    (hint,) = page_of(mara.get("/studio")).xpath(f"//*[@id='{name}-hint']")
    assert hint.text_content() == "With commas between. Up to 8, each of up to 60 characters."

    most = [f"{number}{'i' * 59}" for number in range(8)]
    mara.post("/studio/facts", **{name: ", ".join(most)})
    assert getattr(draft(mara).facts, name) == tuple(most)
    (control,) = page_of(mara.get("/studio")).xpath(f"//input[@name='{name}']")
    assert len(control.get("value")) <= int(control.get("maxlength"))


def test_a_form_that_is_far_too_large_is_refused(stage: Stage) -> None:
    answer = stage.artist("mara").post("/studio/copy/edit", bio="x" * 400_000, revision="0")

    assert answer.status_code == 413

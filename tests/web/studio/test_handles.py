"""Claiming and renaming: the rule, look-alikes, and what a former address answers."""

import pytest

from app.domain.refusals import BadInput
from tests.ground.stage import Artist, Stage
from tests.web.studio.test_fields import alert_of, shown


def claim(artist: Artist, handle: str) -> int:
    return artist.post("/studio/handle", handle=handle).status_code


def test_a_handle_is_trimmed_and_lower_cased(stage: Stage) -> None:
    mara = stage.artist("mara")

    assert claim(mara, "  Mara_E-2 ") == 303
    assert mara.status()["handle"] == "mara_e-2"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ab",
        "a" * 31,
        "-mara",
        "mara-",
        "ma--ra",
        "ma-_ra",
        "ma ra",
        "ma.ra",
        "mära",
        "ｍａｒａ",
        "ma/ra",
        "маra",
        "m@ra",
    ],
)
def test_what_is_no_handle_is_refused_and_stays_typed(stage: Stage, typed: str) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/handle", handle=typed)

    assert answer.status_code == 422
    assert alert_of(answer)
    assert shown(answer, "handle") == typed
    assert mara.status()["handle"] is None


def test_no_room_of_the_site_can_be_claimed_nor_its_look_alike(stage: Stage) -> None:
    mara = stage.artist("mara")
    rooms = {rule.rule.split("/")[1].split(".")[0] for rule in stage.app.url_map.iter_rules()}
    words = {room for room in rooms if room and "<" not in room and len(room) > 2}
    assert {"studio", "login", "connect", "static", "healthz", "readyz", "card"} <= words
    for word in [*words, "stud1o", "st-udio", "l0gin", "adrnin", "0embed", "oembed", "metrics"]:
        assert (word, claim(mara, word)) == (word, 422)


@pytest.mark.parametrize(
    "brand",
    ["spotify", "sp0tify", "spot1fy", "anchor", "anchor-official", "the-spotify", "youtube", "null", "undefined",
     "none", "nan", "con", "n-u-l-l", "one-sheet"],
)  # fmt: skip
def test_brands_and_words_that_machines_trip_over_are_refused(stage: Stage, brand: str) -> None:
    assert claim(stage.artist("mara"), brand) == 422


@pytest.mark.parametrize("fine", ["mara", "m4ra", "a-b_c", "anchorage", "spotty", "123", "a" * 30, "lenacon"])
def test_an_honest_name_is_fine(stage: Stage, fine: str) -> None:
    assert claim(stage.artist("mara"), fine) == 303


@pytest.mark.parametrize("similar", ["mil0-rn", "mi1o-rn", "MILO_RN", "milom", "m-i-l-o-m", "rnilorn"])
def test_a_look_alike_of_somebody_elses_handle_is_taken(stage: Stage, similar: str) -> None:
    assert claim(stage.artist("mara"), "milo-rn") == 303
    q = stage.artist("q")
    answer = q.post("/studio/handle", handle=similar)

    assert answer.status_code == 422
    assert "taken" in alert_of(answer)


def test_a_look_alike_of_ones_own_handle_is_a_rename(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("milo-rn")

    assert claim(mara, "milom") == 303
    assert stage.visitor().get("/milo-rn").location == "/milom"


def test_a_former_handle_leads_on_for_page_json_and_card_while_the_new_one_is_public(stage: Stage) -> None:
    mara, visitor = stage.artist("mara"), stage.visitor()
    mara.publish("mara-old")
    card = visitor.get("/mara-old.json").json["card_url"].removeprefix(stage.public_url)
    assert claim(mara, "mara-new") == 303
    for path in ("/mara-old", "/mara-old.json", "/mara-old/icon.svg", card):
        answer = visitor.get(path)
        assert (answer.status_code, answer.location) == (301, path.replace("mara-old", "mara-new"))
        assert "immutable" not in answer.headers["Cache-Control"]
        assert visitor.get(answer.location).status_code == 200
    assert visitor.get("/MARA-OLD").location == "/mara-old"

    mara.post("/studio/unpublish")
    for path in ("/mara-old", "/mara-old.json", card):
        assert visitor.get(path).status_code == 404
    mara.post("/studio/publish")
    assert visitor.get("/mara-old").status_code == 301


def test_two_renames_lead_straight_to_the_newest_name(stage: Stage) -> None:
    mara = stage.artist("mara")
    for handle in ("mara-one", "mara-two", "mara-three"):
        mara.publish(handle)

    for former in ("mara-one", "mara-two"):
        assert stage.visitor().get(f"/{former}").location == "/mara-three"


def test_a_former_handle_stays_reserved_for_90_days_for_others_and_can_be_taken_back(stage: Stage) -> None:
    mara, q = stage.artist("mara"), stage.artist("q")
    mara.publish("mara-old")
    claim(mara, "mara-new")
    stage.clock.advance(days=89)
    assert claim(stage.artist("q"), "mara-old") == 422

    mara = stage.artist("mara")
    assert claim(mara, "mara-old") == 303
    assert stage.visitor().get("/mara-old").status_code == 200
    assert stage.visitor().get("/mara-new").location == "/mara-old"
    stage.clock.advance(days=91)
    q = stage.artist("q")
    assert claim(q, "mara-new") == 303
    assert "private" in stage.visitor().get("/mara-new").text


def test_claiming_ones_own_handle_again_changes_nothing(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.publish("mara-e")
    before = stage.visitor().get("/mara-e").data
    assert claim(mara, "Mara-E") == 303
    assert stage.visitor().get("/mara-e").data == before


def test_whoever_waits_for_spotify_cannot_hold_a_name(stage: Stage) -> None:
    pascal = stage.artist("stranger")
    answer = pascal.post("/studio/handle", handle="pascal")

    assert answer.status_code == 422
    assert "Spotify has not let you in yet" in alert_of(answer)
    with_handle = stage.services.studio.draft(pascal.person_id).handle
    assert with_handle is None


def test_somebody_without_spotify_can_still_claim_and_publish_by_hand(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/disconnect/spotify")
    page = mara.get("/studio").text
    assert 'action="/studio/handle"' in page
    assert claim(mara, "mara-e") == 303
    assert 'action="/studio/publish"' in mara.get("/studio").text
    assert mara.post("/studio/publish").status_code == 303
    assert stage.visitor().get("/mara-e").status_code == 200


def test_the_service_refuses_what_the_form_refuses(stage: Stage) -> None:
    mara = stage.artist("mara")
    with pytest.raises(BadInput):
        stage.services.studio.claim_handle(mara.person_id, "studio")


def test_publishing_while_spotify_lets_nobody_in_says_what_to_wait_for(stage: Stage) -> None:
    refused = stage.artist("stranger", imported=False).post("/studio/publish")
    assert refused.status_code == 422
    assert "Spotify has not let you in yet." in refused.text

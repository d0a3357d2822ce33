import requests
from lxml import html

from tests.sandbox.visitor import REDIRECT_URI, Visitor, query


def page(visitor: Visitor, **changes: str) -> requests.Response:
    fields = visitor.consent_fields(**changes)
    return requests.get(f"{visitor.sandbox.url}/authorize", params=fields, timeout=10, allow_redirects=False)


def test_the_page_offers_every_person_in_a_form_of_their_own(visitor: Visitor) -> None:
    root = html.fromstring(page(visitor).content)
    offered = root.xpath("//form[@method='post']//input[@name='person']/@value")
    assert offered == list(visitor.sandbox.world.people)
    assert len(offered) >= 16


def test_submitting_a_persons_form_as_it_stands_gives_a_code_and_the_state(visitor: Visitor) -> None:
    root = html.fromstring(page(visitor).content)
    form = root.xpath("//form[.//input[@value='haruka']]")[0]
    answer = requests.post(
        visitor.sandbox.url + form.get("action"),
        data=dict(form.fields) | {"person": "haruka"},
        timeout=10,
        allow_redirects=False,
    )
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(REDIRECT_URI + "?")
    assert query(answer)["state"] == "s-t-a-t-e"
    assert visitor.exchange(query(answer)["code"]).status_code == 200


def test_cancelling_returns_access_denied_and_the_state(visitor: Visitor) -> None:
    root = html.fromstring(page(visitor).content)
    form = root.xpath("//form[not(.//input[@name='person'])]")[0]
    answer = visitor.decide(**dict(form.fields))
    assert query(answer) == {"error": "access_denied", "state": "s-t-a-t-e"}


def test_the_page_says_that_it_is_not_spotify_and_escapes_hostile_names(visitor: Visitor) -> None:
    text = page(visitor, client_id="<script>client</script>").text
    assert "Sandbox - not Spotify" in text
    assert "<script>" not in text


def test_the_page_works_without_scripts_and_labels_its_language_and_viewport(visitor: Visitor) -> None:
    root = html.fromstring(page(visitor).content)
    assert root.xpath("//script") == []
    assert root.get("lang") == "en"
    assert len(root.xpath("//h1")) == 1
    assert root.xpath("//meta[@name='viewport']")
    stylesheet = root.xpath("//link[@rel='stylesheet']/@href")[0]
    assert requests.get(visitor.sandbox.url + stylesheet, timeout=10).status_code == 200


def test_a_redirect_uri_must_be_https_or_the_loopback_literal(visitor: Visitor) -> None:
    accepted = ("https://example.com/back", "http://127.0.0.1:8000/x", "http://[::1]:8000/x")
    refused = (
        "http://localhost:8000/x",
        "https://localhost/x",
        "http://example.com/x",
        "ftp://127.0.0.1/x",
        "",
        "/x",
        "http://[::1",
        "https://example.com/x#part",
    )
    assert {page(visitor, redirect_uri=uri).status_code for uri in accepted} == {200}
    for uri in refused:
        answer = page(visitor, redirect_uri=uri)
        assert answer.status_code == 400, uri
        assert answer.headers["Content-Type"].startswith("text/plain")


def test_a_request_that_cannot_be_answered_shows_a_plain_page_and_never_redirects(visitor: Visitor) -> None:
    wrong: tuple[dict[str, str], ...] = (
        {"client_id": ""},
        {"response_type": "token"},
        {"code_challenge": "x" * 43, "code_challenge_method": "plain"},
        {"code_challenge": "short", "code_challenge_method": "S256"},
    )
    for changes in wrong:
        for answer in (page(visitor, **changes), visitor.decide(person="mara", **changes)):
            assert answer.status_code == 400, changes
            assert "Location" not in answer.headers


def test_an_unknown_person_cannot_consent(visitor: Visitor) -> None:
    assert visitor.decide(person="nobody").status_code == 400


def test_an_unknown_scope_is_sent_back_as_invalid_scope(visitor: Visitor) -> None:
    assert query(page(visitor, scope="user-top-read take-over-the-world"))["error"] == "invalid_scope"


def test_a_redirect_uri_with_a_query_keeps_it(visitor: Visitor) -> None:
    answer = visitor.decide(person="mara", redirect_uri="https://example.com/back?room=7")
    assert query(answer).keys() == {"room", "code", "state"}


def test_once_clients_are_registered_no_other_gets_a_page(visitor: Visitor) -> None:
    visitor.control("/settings", clients={"known": "secret"})
    assert page(visitor, client_id="known").status_code == 200
    assert page(visitor, client_id="other").status_code == 400

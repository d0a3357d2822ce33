import json
from typing import Any
from urllib.parse import urlencode

import pytest
import requests
from lxml import html

from tests.sandbox.test_tokens import fingerprint
from tests.sandbox.visitor import CLIENT, Visitor


def page(visitor: Visitor) -> Any:
    answer = requests.get(f"{visitor.sandbox.url}/control", timeout=10)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def test_the_ledger_tells_of_every_call_and_what_became_of_it(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.get("/me", tokens)
    visitor.get("/me/top/tracks", tokens, limit=99)
    visitor.get("/me", {"access_token": "made-up"})
    ledger = visitor.ledger()
    told = [(call["endpoint"], call["person"], call["status"], call["outcome"]) for call in ledger["calls"]]
    assert told == [
        ("token", "mara", 200, "ok"),
        ("me", "mara", 200, "ok"),
        ("top_tracks", "mara", 400, "Invalid limit"),
        ("me", None, 401, "Invalid access token"),
    ]
    assert ledger["calls"][1]["token"] == fingerprint(tokens["access_token"])
    summary = ledger["summary"]
    assert (summary["calls"], summary["token_calls"], summary["api_calls"], summary["busiest_30s"]) == (4, 1, 3, 3)


def test_the_ledger_follows_each_token_from_issue_to_refusal(visitor: Visitor) -> None:
    first = visitor.connect("mara")["refresh_token"]
    visitor.control("/settings", rotation="rotate_strict")
    second = visitor.refresh(first).json()["refresh_token"]
    visitor.refresh(first)
    events = [(event["event"], event["token"]) for event in visitor.ledger()["tokens"] if event["kind"] == "refresh"]
    assert events == [
        ("issued", fingerprint(first)),
        ("accepted", fingerprint(first)),
        ("rotated", fingerprint(second)),
        ("revoked", fingerprint(second)),
        ("refused", fingerprint(first)),
    ]


def test_the_ledger_holds_no_token_code_or_secret(visitor: Visitor) -> None:
    code = visitor.code("mara")
    tokens = visitor.exchange(code).json()
    refreshed = visitor.refresh(tokens["refresh_token"]).json()
    visitor.get("/me", refreshed)
    said = json.dumps(visitor.ledger())
    for secret in (code, tokens["access_token"], tokens["refresh_token"], refreshed["access_token"], CLIENT[1]):
        assert secret not in said


def test_busiest_window_counts_any_thirty_seconds(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    for pause in (0, 20, 20, 5, 40):
        visitor.control("/settings", advance_s=pause)
        visitor.get("/me", tokens)
    assert visitor.ledger()["summary"]["busiest_30s"] == 3


def test_the_ledger_can_be_read_from_a_number_on(visitor: Visitor) -> None:
    visitor.get("/me")
    visitor.get("/me")
    url = f"{visitor.sandbox.url}/control/ledger"
    [first, second] = requests.get(url, timeout=10).json()["calls"]
    assert requests.get(url, params={"after": first["seq"]}, timeout=10).json()["calls"] == [second]


def test_reset_forgets_everything(visitor: Visitor) -> None:
    tokens = visitor.connect("mara")
    visitor.fault("500", times=None)
    visitor.control("/settings", rotation="rotate_strict", rate_limit=0, shape="extended", advance_s=9_999)
    visitor.control("/people/everyone/standing", allow_listed=False)
    visitor.control("/model", script="refusal")
    assert visitor.control("/reset").status_code == 200
    ledger = visitor.ledger()
    assert (ledger["calls"], ledger["tokens"], ledger["grants"]) == ([], [], [])
    state = requests.get(f"{visitor.sandbox.url}/control/state", timeout=10).json()
    assert state["settings"] == {
        "rotation": "none",
        "expires_in": 3600,
        "scope": None,
        "shape": "development",
        "rate_limit": None,
        "clients": [],
        "clock_offset_s": 0.0,
    }
    assert (state["faults"], state["scripts"]) == ([], [])
    assert [person["key"] for person in state["people"] if not person["allow_listed"]] == ["stranger"]
    assert visitor.get("/me", tokens).status_code == 401


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/faults", {}),
        ("/faults", {"kind": "earthquake"}),
        ("/faults", {"kind": "500", "endpoint": "moon"}),
        ("/faults", {"kind": "500", "times": 0}),
        ("/faults", {"kind": "500", "person": "nobody"}),
        ("/faults", {"kind": "500", "after_effect": "perhaps"}),
        ("/faults", {"kind": "500", "after_effect": [1]}),
        ("/faults", {"kind": "slow", "seconds": "long"}),
        ("/faults", {"kind": "500", "colour": "red"}),
        ("/faults", {"kind": ["500"]}),
        ("/faults/clear", {"id": "first"}),
        ("/settings", {"rotation": "sometimes"}),
        ("/settings", {"expires_in": 0}),
        ("/settings", {"rate_limit": "many"}),
        ("/settings", {"clients": {"id": 5}}),
        ("/people/nobody/revoke", {}),
        ("/people/mara/music", {"change": "louder"}),
        ("/people/mara/standing", {"allow_listed": None}),
        ("/people/mara/expire", {"now": True}),
        ("/model", {"script": "poetry"}),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why_and_changes_nothing(
    visitor: Visitor, path: str, values: dict[str, Any]
) -> None:
    url = f"{visitor.sandbox.url}/control/state"
    before = requests.get(url, timeout=10).json()
    answer = visitor.control(path, **values)
    assert answer.status_code == 400
    assert len(answer.json()["error"]) > 5
    assert requests.get(url, timeout=10).json() == before


def test_one_wrong_setting_keeps_the_right_ones_from_being_changed(visitor: Visitor) -> None:
    assert visitor.control("/settings", rotation="rotate_grace", expires_in="x").status_code == 400
    assert visitor.sandbox.world.tokens.rotation == "none"


def test_a_body_that_is_no_object_is_refused(visitor: Visitor) -> None:
    for body in ("[1]", "{", "null"):
        answer = requests.post(
            f"{visitor.sandbox.url}/control/faults",
            data=body,
            headers={"Content-Type": "application/json"},
            timeout=10,
        )
        assert answer.status_code == 400


def test_every_form_of_the_page_works_as_it_stands(visitor: Visitor) -> None:
    visitor.connect("mara")
    visitor.fault("500", times=None)
    visitor.control("/model", script="refusal")
    forms = page(visitor).xpath("//form")
    assert len(forms) > 100
    for form in sorted(forms, key=lambda form: form.get("action") == "/control/reset"):
        action = form.get("action")
        answer = requests.post(
            visitor.sandbox.url + action,
            data=urlencode(form.form_values()),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            timeout=10,
            allow_redirects=False,
        )
        assert (answer.status_code, answer.headers.get("Location")) == (303, "/control"), action


def test_the_page_orders_a_fault_as_a_person_would(visitor: Visitor) -> None:
    form = page(visitor).xpath("//form[@action='/control/faults']")[0]
    form.fields["kind"], form.fields["endpoint"], form.fields["times"] = "503", "me", "forever"
    requests.post(f"{visitor.sandbox.url}/control/faults", data=dict(form.form_values()), timeout=10)
    assert [visitor.get("/me").status_code for _ in range(3)] == [503] * 3
    assert "503" in page(visitor).xpath("string(//form[@action='/control/faults/clear'])")


def test_the_page_needs_no_script_and_escapes_what_people_are_called(visitor: Visitor) -> None:
    root = page(visitor)
    assert root.xpath("//script") == []
    assert "<script>alert('Mal')</script>" in root.xpath("string(//main)")


def test_every_field_of_the_page_has_a_label(visitor: Visitor) -> None:
    unlabelled = page(visitor).xpath(
        "//form//*[self::input[not(@type='hidden')] or self::select][not(ancestor::label)]"
    )
    assert unlabelled == []


def test_the_bare_address_leads_to_the_control_page(visitor: Visitor) -> None:
    answer = requests.get(f"{visitor.sandbox.url}/", timeout=10)
    assert answer.url.endswith("/control")

"""Addresses are built as werkzeug builds them, only compiled later."""

from werkzeug.routing import Map, Rule

from app.web.rules import LateRule

RULES = (("/", "landing"), ("/<handle>/card/<fingerprint>.jpg", "card"), ("/page/<int:number>", "page"))


def test_an_address_is_the_same_the_first_time_and_the_second() -> None:
    usual, late = (
        Map([kind(rule, endpoint=endpoint) for rule, endpoint in RULES]).bind("anchor.example")
        for kind in (Rule, LateRule)
    )
    values = {"handle": "björk & co", "fingerprint": "a1", "number": 7, "next": "/studio?a=b", "self": "me"}
    for _ in range(2):
        for _, endpoint in RULES:
            assert late.build(endpoint, values) == usual.build(endpoint, values)
            assert late.build(endpoint, values, append_unknown=False) == usual.build(
                endpoint, values, append_unknown=False
            )

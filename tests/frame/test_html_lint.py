"""A lint that never complains is worth nothing: each fault is planted once."""

import pytest

from tests.ground.html import lint_html

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Mira Sol</title><link rel="stylesheet" href="/static/site.css">
<script type="application/ld+json">{"@type": "ProfilePage"}</script></head>
<body><main id="main"><h1>Mira Sol</h1><h2>Albums</h2>
<img src="/cover.jpg" alt="" width="300" height="300"><a href="https://open.spotify.com/">Listen</a>
<form method="post" action="/studio/handle"><input type="hidden" name="csrf_token" value="x">
<label for="handle">Handle</label><input id="handle" name="handle" aria-describedby="rule"><p id="rule">3 to 30</p>
<label>Tone <select name="tone"><option>plain</option></select></label><button>Save</button></form>
</main></body></html>"""


def test_a_good_page_passes() -> None:
    lint_html(GOOD)


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("<!doctype html>", "", "doctype"),
        (' lang="en"', "", "lang"),
        ("<title>Mira Sol</title>", "<title> </title>", "title"),
        ('<meta name="viewport" content="width=device-width">', "", "viewport"),
        ("<h1>Mira Sol</h1>", "", "0 <h1>"),
        ("<h1>Mira Sol</h1>", "<h1>Mira Sol</h1><h1>Mira Sol</h1>", "2 <h1>"),
        ("<h2>Albums</h2>", "<h3>Albums</h3>", "<h3> follows <h1>"),
        ('<main id="main">', '<main id="rule">', "2 times"),
        ('<p id="rule">3 to 30</p>', "", '"rule", which is not there'),
        ('<label for="handle">Handle</label>', "", "no label"),
        (' alt=""', "", "no alt"),
        (' width="300"', "", "width"),
        ("<h2>", '<h2 style="color: red">', "inline style"),
        ("</head>", "<style>h1 { color: red }</style></head>", "<style>"),
        ("</head>", "<script>alert(1)</script></head>", "<script> without a file"),
        ("<button>", '<button onclick="go()">', "event handler"),
        ("<button>Save</button>", "<button></button>", "what <button> does"),
        ('<input type="hidden" name="csrf_token" value="x">', "", "csrf_token"),
        ('value="x"', 'value=""', "csrf_token"),
        ("https://open.spotify.com/", "http://open.spotify.com/", "http: address"),
        ("https://open.spotify.com/", "javascript:alert(1)", "javascript: address"),
        ("<a ", '<a target="_blank" ', "noopener"),
        ("Albums", "{{ albums }}", "can be read"),
    ],
)
def test_each_fault_is_named(good: str, bad: str, complaint: str) -> None:
    assert good in GOOD

    with pytest.raises(AssertionError, match="the page has faults") as failure:
        lint_html(GOOD.replace(good, bad, 1))

    assert complaint in str(failure.value)

"""The page's languages: catalogues that are whole, times in the words of each, values that stay values."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from app.domain import freshness
from app.domain.language import CATALOGUES, NAMES, language

PROJECT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
VALUE = re.compile(r"%\(\w+\)s")


def messages(tag: str) -> dict[str, Message]:
    with (CATALOGUES / tag / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {str(message.id): message for message in read_po(file, locale=tag) if message.id}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every message in the code and in the templates, found as `make messages` finds it."""
    template = tmp_path_factory.mktemp("messages") / "messages.pot"
    tool = Path(sys.executable).parent / "pybabel"
    subprocess.run([tool, "-q", "extract", "-F", "pyproject.toml", "-o", template, "."], cwd=PROJECT, check=True)
    with template.open("rb") as file:
        return {str(message.id) for message in read_po(file) if message.id}


@pytest.mark.parametrize("tag", NAMES)
def test_a_catalogue_has_every_message_and_no_other_translated_with_its_values(tag: str, said: set[str]) -> None:
    found = messages(tag)
    assert set(found) == said
    for message in found.values():
        sources = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(forms), message.id
        assert not message.fuzzy
        for form in forms:
            values = set(VALUE.findall(form))
            assert values <= set(VALUE.findall(sources[-1])), message.id
            if not message.pluralizable:
                assert values == set(VALUE.findall(sources[0])), message.id


@pytest.mark.parametrize("seconds", [0, 59, 60, 3599, 3600, 7200, 86399, 86400, 27 * 86400, 28 * 86400, 300 * 86400])
def test_english_says_the_bucket_that_caches_go_by(seconds: int) -> None:
    then = NOW - timedelta(seconds=seconds)
    assert language("en").updated(then, NOW) == f"Updated {freshness.ago(then, NOW)}"


def test_words_of_every_language_change_only_when_the_bucket_does() -> None:
    for tag in NAMES:
        for seconds in range(0, 40 * 86400, 1801):
            then, later = NOW - timedelta(seconds=seconds), NOW - timedelta(seconds=seconds + 29)
            if freshness.ago(then, NOW) == freshness.ago(later, NOW):
                assert language(tag).updated(then, NOW) == language(tag).updated(later, NOW)


@pytest.mark.parametrize(
    ("tag", "hours", "words"),
    [
        ("de", 1, "Vor 1 Stunde aktualisiert"),
        ("de", 2, "Vor 2 Stunden aktualisiert"),
        ("de", 24 * 40, "Aktualisiert am 19. Oktober 2026"),
        ("ar", 1, "حُدّثت قبل ساعة واحدة"),
        ("ar", 2, "حُدّثت قبل ساعتين"),
        ("ar", 3, "حُدّثت قبل 3 ساعات"),
        ("ar", 11, "حُدّثت قبل 11 ساعة"),
        ("ar", 24 * 40, "حُدّثت في 19 أكتوبر 2026"),
    ],
)
def test_each_language_counts_in_its_own_plurals_and_dates(tag: str, hours: int, words: str) -> None:
    assert language(tag).updated(NOW - timedelta(hours=hours), NOW) == words


def test_numbers_lists_and_directions_are_those_of_the_language() -> None:
    english, german, arabic = (language(tag) for tag in NAMES)
    assert (english.number(12345), german.number(12345)) == ("12,345", "12.345")
    assert german.listed(("Ada", "Bo", "Cy")) == "Ada, Bo und Cy"
    assert (german.direction, arabic.direction) == ("ltr", "rtl")
    assert (english.open_graph, arabic.open_graph) == ("en_US", "ar_AR")


def test_role_and_city_are_joined_by_the_comma_of_the_page() -> None:
    english, german, arabic = (language(tag) for tag in NAMES)
    assert (english.joined("Singer", "Bergen"), german.joined("", "Berlin")) == ("Singer, Bergen", "Berlin")
    assert arabic.joined("مغنية", "بيروت") == "مغنية، بيروت"


def test_a_value_in_a_template_is_escaped_and_a_percent_sign_in_it_is_a_letter() -> None:
    made = language("de").markup("Made with %(site)s", site="<b>100%(x)s</b>")
    assert made == "Gemacht mit &lt;b&gt;100%(x)s&lt;/b&gt;"


def test_an_unknown_language_is_english() -> None:
    assert language("tlh").gettext("Albums") == "Albums"

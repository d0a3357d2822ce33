import re

import pytest
from markupsafe import escape

from app.domain.scripts import Direction, direction, isolated, language, opened


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mara", "ltr"),
        ("فيروز", "rtl"),
        ("שירה", "rtl"),
        ("1975 فيروز", "rtl"),
        ("Mara & فيروز", "ltr"),
        ("🎹", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: str) -> None:
    assert direction(text) == expected


@pytest.mark.parametrize(("text", "expected"), [("宇多田ヒカル", "ja"), ("한여름", "ko"), ("山田", ""), ("Mara", "")])
def test_only_letters_of_one_language_name_it(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("فيروز makes folk.", "ltr", "\u200eفيروز makes folk."),
        ("Mara makes folk.", "ltr", "Mara makes folk."),
        ("Mara تستمع إلى فيروز.", "rtl", "\u200fMara تستمع إلى فيروز."),
        ("فيروز تستمع إلى Mara.", "rtl", "فيروز تستمع إلى Mara."),
    ],
)
def test_a_plain_sentence_that_a_name_would_turn_around_gets_a_mark(text: str, base: Direction, expected: str) -> None:
    assert opened(text, base) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("فيروز makes folk, with أم كلثوم and Mara.", ["فيروز", "أم كلثوم"]),
        ('It lists "نسم علينا الهوى", by فيروز, أم كلثوم and שירה.', ["نسم علينا الهوى", "فيروز", "أم كلثوم", "שירה"]),
        ("By عمرو 7 & زياد. فيروز (1975) too.", ["عمرو 7 & زياد", "فيروز"]),
        ("Persian می‌خواهم stays one.", ["می‌خواهم"]),
        ("Mara <b>plays</b>.", []),
        ("", []),
    ],
)
def test_each_name_of_the_other_direction_stands_for_itself(text: str, names: list[str]) -> None:
    marked = isolated(text)
    assert re.findall(r'<bdi dir="rtl">(.*?)</bdi>', marked) == [str(escape(name)) for name in names]
    assert marked.striptags() == " ".join(text.split()) or "<" in text
    assert "<b>" not in marked

import pytest

from app.domain.scripts import direction, language


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

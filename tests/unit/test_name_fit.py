import pytest

from app.domain.name_fit import fit


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("O", "short"),
        ("Jun", "short"),
        ("宇多田", "short loose"),
        ("Mara Lindqvist", "medium"),
        ("山田 花子 トリオ", "medium loose"),
        ("Δημήτρης", "medium"),
        ("فرقة ليلى المساء", "medium loose"),
        ("🎸🔥", "short"),
        ("The Weather Station", "long"),
        ("Rindfleischetikettierung", "endless"),
        ("x" * 100, "endless"),
        ("", "short"),
    ],
)
def test_a_name_is_set_as_wide_as_its_length_allows(name: str, expected: str) -> None:
    assert fit(name) == expected


def test_marks_on_letters_take_no_room() -> None:
    assert fit("é" * 3) == fit("e\u0301" * 3) == "short"
    assert fit("e\u0301" * 6) == "short"

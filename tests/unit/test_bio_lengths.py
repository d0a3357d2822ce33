import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.bio_lengths import SHORT_LIMIT, BioLengths, lengths, sentences

WORDS = st.text(alphabet="abc .!?。」\n", max_size=400)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("One", ["One"]),
        ("One. Two! Three? Four…", ["One.", "Two!", "Three?", "Four…"]),
        ("J. S. Bach with St. Martin feat. Ana. In Porto.", ["J. S. Bach with St. Martin feat. Ana.", "In Porto."]),
        ('She said "Yes." Then she left.', ['She said "Yes."', "Then she left."]),
        ("Made at 3.5 cm. Cut twice.", ["Made at 3.5 cm.", "Cut twice."]),
        ("山田は弾く。「はい。」と言う。", ["山田は弾く。", "「はい。」と言う。"]),
        ("वह गाती हैं। वह लिखती हैं।", ["वह गाती हैं।", "वह लिखती हैं।"]),
        ("من أين؟ من هنا.", ["من أين؟", "من هنا."]),
        ("One line\n\nanother", ["One line", "another"]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_says(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_the_three_lengths_are_the_first_sentence_as_many_as_fit_and_all() -> None:
    bio = "She plays. " + "She writes for strings and one tired synthesiser, at night. " * 5
    found = lengths(bio)
    assert found.line == "She plays."
    assert found.short.startswith("She plays. She writes")
    assert len(found.line) < len(found.short) <= SHORT_LIMIT < len(found.full)


def test_one_sentence_is_said_once() -> None:
    assert lengths("She plays.") == BioLengths(line="", short="", full="She plays.")


def test_two_short_sentences_need_no_third_text() -> None:
    assert lengths("She plays. She writes.") == BioLengths("She plays.", "", "She plays. She writes.")


@given(WORDS)
def test_no_length_says_a_word_that_the_bio_does_not(bio: str) -> None:
    found = lengths(bio)
    squeezed = "".join(bio.split())
    for text in (found.line, found.short, found.full):
        assert "".join(text.split()) in squeezed

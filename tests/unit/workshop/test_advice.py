import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.advice import LONGEST_MESSAGE, MOST, Advice, advise
from app.domain.critic import Kind, judge
from app.domain.fact_sheet import AlbumFact, FactSheet, TypedFacts

WREN = FactSheet(
    id="1",
    subject="artist",
    display_name="Wren",
    top_albums=(AlbumFact("Long Field", "Wren", 2021),),
    typed=TypedFacts(role="singer", city="Leeds"),
)
OWN = "I grew up on Long Field in my grandmother's kitchen! My unique sound is all mine, and we tour every spring."


def test_a_text_that_the_critic_lets_pass_gets_no_advice() -> None:
    text = "Wren is a singer in Leeds. Long Field came out in 2021."
    assert judge(WREN, text).passed
    assert advise(WREN, text, "bio") == Advice()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_text_gets_no_advice(text: str) -> None:
    assert advise(WREN, text, "bio") == Advice()


def test_advice_is_the_critics_own_sentence() -> None:
    messages = {finding.message for finding in judge(WREN, OWN).findings}
    assert {remark.message for remark in advise(WREN, OWN, "bio").remarks} <= messages


def test_style_comes_before_what_no_fact_holds() -> None:
    advice = advise(WREN, OWN, "bio")
    assert len(advice.remarks) == MOST
    assert advice.more > 0
    assert {remark.rule for remark in advice.remarks}.isdisjoint({"vocabulary", "ungrounded"})


def test_a_text_in_another_language_is_not_scolded_word_by_word() -> None:
    german = "Wren singt in Leeds und schreibt nachts langsame Lieder über Felder, Frost und den Hafen ihrer Kindheit."
    arabic = "فرقة من القاهرة تعزف الموسيقى الشرقية منذ عام ألفين وعشرة وتكتب أغانيها بنفسها في البيت."
    for text in (german, arabic):
        rules = {remark.rule for remark in advise(WREN, text, "bio").remarks}
        assert rules.isdisjoint({"vocabulary", "ungrounded", "swap"}), text


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300), kind=st.sampled_from(["bio", "caption"]))
def test_advice_is_short_whatever_was_typed(text: str, kind: Kind) -> None:
    advice = advise(WREN, text, kind)
    assert len(advice.remarks) <= MOST
    assert len({remark.message for remark in advice.remarks}) == len(advice.remarks)
    assert all(0 < len(remark.message) <= LONGEST_MESSAGE for remark in advice.remarks)

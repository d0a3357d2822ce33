from app.domain import copy_data
from app.domain.critic import vocabulary
from app.domain.fact_sheet import parse

# Praise, timbre, feeling, fame and origins: no sheet holds them, so no word for them may be in the house list.
EVALUATIVE = frozenset(
    """
    acclaimed adored amazing ambitious angelic arresting astonishing atmospheric award award-winning awesome
    beautiful beautifully beloved best best-loved big bold born brave breathtaking bright brilliant brooding
    captivating career celebrated charming chart childhood classic clever compelling cool crisp critics crowd
    cult dark dazzling debut deep delicate delightful dreamy driving dynamic earthy eclectic elegant emotional
    energetic energy epic ethereal euphoric evocative excellent exceptional exciting exquisite extraordinary
    fame family famous fans fantastic fearless festival fierce fine finest flawless fragile fresh friend fun
    gentle gifted glorious gorgeous graceful great greatest gritty groove hard haunting heart heartfelt heavy
    hit home honest hopeful hypnotic icon iconic immersive impeccable important impressive incredible infectious
    inspiring intense intimate intricate joyful label landmark legend legendary lively loud love loved lovely
    luminous lush lyrical magic magical majestic masterpiece meditative melancholic melancholy melody memorable
    mesmerising modern moody moving mysterious nocturnal nostalgic outstanding passion passionate perfect
    perfectly playful poetic popular powerful pretty profound proud pure quiet raised raw record-breaking
    refreshing remarkable renowned respected rich romantic rough sad seamless seminal shimmering signed skilled
    slow smooth soaring soft soothing soulful sound sounds special spectacular spiritual stage star stellar
    striking strong stunning sublime successful superb sweet talent talented tender texture thoughtful thrilling
    tight timeless tour toured tragic tuneful unforgettable unique unmistakable upbeat uplifting versatile vibe
    vibrant virtuoso vivid voice warm well-loved wild wistful wonderful young
    """.split()
)


def test_the_house_vocabulary_is_sorted_and_holds_each_word_once():
    lines = (copy_data.DIRECTORY / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert all(line == line.strip().lower() and line for line in lines)


def test_the_house_vocabulary_is_broad_enough_for_plain_prose():
    assert len(copy_data.vocabulary()) >= 5_500


def test_the_house_vocabulary_is_free_of_praise():
    assert copy_data.vocabulary() & EVALUATIVE == set()


def test_no_word_of_the_house_is_a_phrase_that_rejects_or_weighs_by_itself():
    exact = {phrase.pattern for phrase in copy_data.phrases() if phrase.tier < 3}
    stems = tuple(pattern[:-1] for pattern in exact if pattern.endswith("*") and " " not in pattern)
    assert copy_data.vocabulary() & exact == set()
    assert {word for word in copy_data.vocabulary() if word.startswith(stems)} == set()


def test_the_phrases_are_sorted_and_each_stands_once():
    rows = [(phrase.tier, phrase.group, phrase.pattern) for phrase in copy_data.phrases()]
    assert rows == sorted(rows)
    assert len({pattern for _, _, pattern in rows}) == len(rows)


def test_a_typed_word_grounds_its_own_trade_and_no_other():
    sheet = parse({"display_name": "X", "typed": {"role": "rapper", "instruments": ["cello", "double bass"]}})
    assert all(vocabulary.is_known(word, sheet) for word in ("raps", "cellist", "bassist", "rapper"))
    assert not any(vocabulary.is_known(word, sheet) for word in ("sings", "pianist", "produces"))


def test_a_genre_grounds_its_plural_but_no_adjective():
    sheet = parse({"display_name": "X", "genres": ["bolero", "jazz", "synthpop"]})
    assert vocabulary.is_known("boleros", sheet)
    assert vocabulary.is_known("synth-pop", sheet)
    assert not vocabulary.is_known("jazzy", sheet)

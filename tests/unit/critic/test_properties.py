"""Any text is judged, in bounded time, and an invention never slips into a good text."""

import json
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.critic import judge, mask, shingles
from app.domain.fact_sheet import parse
from tests.unit.critic import labelled

GOODS = [text for name in ("dev", "dev_2") for text in labelled.read(name) if text.good and text.kind == "bio"]
HOSTILE = st.sampled_from(
    ["\u3008name\u3009", "\u202e", "''", '""', "<b>", "2021", "Blue", "by ", "in ", "and ", "\ud800", "。"]
)
TEXTS = st.one_of(
    st.text(max_size=5_000),
    st.lists(st.one_of(HOSTILE, st.text(max_size=8)), max_size=600).map("".join),
    st.sampled_from(GOODS).map(lambda good: (good.text + " ") * 12),
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(GOODS), TEXTS)
def test_any_text_is_judged_without_a_fault_and_in_bounded_time(good, text):
    began = time.process_time()
    verdict = judge(good.sheet, text)
    assert time.process_time() - began < 0.5
    assert all(finding.message.endswith(".") for finding in verdict.findings)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GOODS), st.text("bcdfghklmnprstvwz", min_size=4, max_size=9), st.integers(0, 30))
def test_an_invented_name_in_a_good_text_is_always_rejected(good, letters, place):
    words = good.text.split(" ")
    words.insert(min(place, len(words)), letters.capitalize())
    assert not judge(good.sheet, " ".join(words)).passed


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["display_name"]),
        st.text(max_size=400),
        min_size=1,
    ),
    st.lists(st.text(min_size=1, max_size=400), max_size=6),
    TEXTS,
)
def test_any_facts_are_masked_without_a_fault(name, titles, text):
    sheet = parse({**name, "top_albums": [{"title": title, "artist": title[::-1]} for title in titles]})
    found = mask(sheet, text)
    assert [slot.start for slot in found.slots] == sorted(slot.start for slot in found.slots)
    assert all(one.end <= other.start for one, other in zip(found.slots, found.slots[1:], strict=False))
    judge(sheet, text)


@given(st.sampled_from(GOODS))
def test_a_fingerprint_is_the_same_for_the_same_text(good):
    own = shingles(good.sheet, good.text)
    assert own.similarity(shingles(good.sheet, good.text)) == 1.0
    assert json.dumps(sorted(own.hashes))


def test_a_sheet_of_endless_facts_costs_no_more_than_a_long_one():
    titles = [("(" * 50_000), " " * 50_000 + "x", "feat. " * 10_000, "a - " * 20_000, "x, " * 20_000]
    sheet = parse(
        {
            "display_name": "x" * 100_000,
            "top_tracks": [{"title": title, "artist": title, "album": title} for title in titles],
            "typed": {"role": titles[4], "city": titles[3], "current_release": titles[2], "instruments": titles},
        }
    )
    began = time.process_time()
    judge(sheet, "x plays music, a - b, and that is all there is to it, feat. x.")
    assert time.process_time() - began < 0.5


def test_any_piece_of_a_bio_is_judged_and_three_words_never_pass():
    rng = random.Random(7)
    for text in [text for name in ("dev", "blind_10", "blind_12") for text in labelled.read(name)]:
        words = text.text.split()
        start = rng.randrange(len(words))
        for end in (start + 1, start + rng.randrange(2, 9)):
            assert not judge(text.sheet, " ".join(words[start:end])).passed or end - start > 3
    assert not judge(GOODS[0].sheet, "0").passed

from hypothesis import given
from hypothesis import strategies as st

from app.domain.emblem import EDGE, Kind, Ring, emblem
from app.domain.palette import palette
from app.domain.themes import catalogue_number

KINDS: tuple[Kind, ...] = ("artist", "album", "track")
RINGS = st.lists(
    st.builds(Ring, kind=st.sampled_from(KINDS), key=st.text(max_size=30), weight=st.floats(0, 1)), max_size=13
)


def page(name: str, artists: int = 5, albums: int = 5, tracks: int = 3) -> list[Ring]:
    return [
        *(Ring("artist", f"{name} artist {i}", 1 - i / 6) for i in range(artists)),
        *(Ring("album", f"{name} album {i}", 1 - i / 6) for i in range(albums)),
        *(Ring("track", f"{name} track {i}", 1 - i / 4) for i in range(tracks)),
    ]


def test_equal_profiles_have_equal_emblems() -> None:
    assert emblem("mara", page("mara")) == emblem("mara", page("mara"))


def test_two_people_with_the_same_music_have_different_emblems() -> None:
    one, other = emblem("mara", page("same")), emblem("jun", page("same"))
    assert [groove.wobble for groove in one.grooves] != [groove.wobble for groove in other.grooves]


def test_a_thousand_people_have_a_thousand_emblems() -> None:
    assert len({emblem(f"person {i}", page("same")) for i in range(1000)}) == 1000


def test_every_item_on_the_page_is_one_groove() -> None:
    figure = emblem("mara", page("mara", artists=5, albums=2, tracks=3))
    assert sorted(groove.kind for groove in figure.grooves) == ["album"] * 2 + ["artist"] * 5 + ["track"] * 3


def test_a_page_without_music_still_has_an_emblem_of_its_own() -> None:
    empty = emblem("mara", [])
    assert len(empty.grooves) == 3
    assert empty != emblem("jun", [])


def test_an_item_that_stays_keeps_its_ripples_when_another_goes() -> None:
    before = emblem("mara", page("mara"))
    after = emblem("mara", page("mara")[1:])
    ripples = {tuple((h.order, h.phase) for h in groove.wobble) for groove in before.grooves}
    assert all(tuple((h.order, h.phase) for h in groove.wobble) in ripples for groove in after.grooves)


def test_exactly_one_groove_carries_the_accent() -> None:
    assert sum(groove.accent for groove in emblem("mara", page("mara")).grooves) == 1


@given(seed=st.text(max_size=40), rings=RINGS)
def test_no_groove_leaves_the_disc_or_touches_the_label(seed: str, rings: list[Ring]) -> None:
    figure = emblem(seed, rings)
    for groove in figure.grooves:
        swelling = sum(h.height for h in groove.swell) if groove.kind == "artist" else 0.0
        reach = groove.breadth / 2 * (1 + swelling) + sum(h.height for h in groove.wobble)
        assert figure.label < groove.radius - reach
        assert groove.radius + reach <= EDGE + 0.001


@given(seed=st.text(max_size=40), rings=RINGS)
def test_gaps_of_a_groove_never_overlap(seed: str, rings: list[Ring]) -> None:
    for groove in emblem(seed, rings).grooves:
        ends = [*(gap[0] for gap in groove.gaps[1:]), groove.gaps[0][0] + 1] if groove.gaps else []
        assert all(gap[0] < gap[1] < following for gap, following in zip(groove.gaps, ends, strict=True))


def test_with_the_music_the_disc_changes_a_little_and_the_ink_not_at_all() -> None:
    before, after = emblem("7:aaaa", page("same")), emblem("7:bbbb", page("same"))

    assert before != after
    ripples = [[[(h.order, h.phase) for h in groove.wobble] for groove in each.grooves] for each in (before, after)]
    assert ripples[0] == ripples[1]
    assert palette("7:aaaa") == palette("7:bbbb")
    assert catalogue_number("Anchor", "7:aaaa") == catalogue_number("Anchor", "7:bbbb")

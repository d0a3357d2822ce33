"""No two pages with one text: bios of other people count, one's own do not, and what is gone counts no more."""

from sqlalchemy import func, select

from app.db.queries import likeness, words
from app.db.tables.likeness import BioShingle
from app.domain.critic import THRESHOLD, Fingerprint, shingles
from app.domain.facts import Facts
from app.domain.words import Text, Words
from tests.services.generation.conftest import OpenDesk
from tests.services.generation.studio_of_one import GOOD, Desk

OTHER = Facts(
    display_name="Ruth Vale",
    role="drummer",
    city="Leeds",
    instruments=("drums", "cowbell"),
    influences=("Max Roach",),
    current_release="High Road",
)


def fingerprint(desk: Desk, person_id: int, text: str) -> Fingerprint:
    return shingles(desk.services.studio.draft(person_id).sheet(), text)


def indexed(desk: Desk) -> int:
    with desk.database.reading() as session:
        return session.scalar(select(func.count(BioShingle.text_id.distinct()))) or 0


def test_a_model_that_gives_two_people_one_text_is_not_believed(open_desk: OpenDesk) -> None:
    desk = open_desk(AI_READS_SPOTIFY="1")  # so nothing is joined to the model's words
    one, other = desk.person(), desk.person(OTHER)
    desk.writes(*GOOD, times=3)
    desk.ask(one)
    desk.ask(other)

    assert desk.bios(one)
    taken = [fingerprint(desk, one, text) for text in desk.bios(one)]
    for text in desk.bios(other):
        own = fingerprint(desk, other, text)
        assert max(own.similarity(each) for each in taken) < THRESHOLD
    assert "near-duplicate" in desk.generations[-1].rules


def test_the_grounded_writer_looks_for_words_that_no_other_page_has(open_desk: OpenDesk) -> None:
    desk = open_desk(OPENAI_API_KEY="")
    people = [desk.person(FACTS_OF[number % 2]) for number in range(6)]
    for person in people:
        desk.ask(person)
    prints = [fingerprint(desk, person, desk.bios(person)[0]) for person in people]
    pairs = [(a, b) for at, a in enumerate(prints) for b in prints[:at]]
    assert max(a.similarity(b) for a, b in pairs) < THRESHOLD


def test_a_page_of_two_facts_gets_a_text_even_if_others_have_it(open_desk: OpenDesk) -> None:
    desk = open_desk(OPENAI_API_KEY="")
    sparse = [
        desk.person(Facts(display_name=f"Ann {name}", role="cellist", city="Ghent"))
        for name in ("Bo", "Cy", "Di", "Ed")
    ]
    for person in sparse:
        desk.ask(person)
    assert all(desk.bios(person) for person in sparse)


def test_the_index_holds_what_is_shown_or_offered_and_no_more(desk: Desk) -> None:
    person = desk.person()
    desk.writes(*GOOD)
    desk.ask(person)
    assert indexed(desk) == 3
    desk.services.studio.accept(person, desk.candidates(person)[0].id, [])
    offered = len(desk.candidates(person))
    assert indexed(desk) == offered + 1
    with desk.database.transaction() as session:
        words.delete_derived(session, desk.profile(session, person))
    assert indexed(desk) == 0


def test_own_words_are_noted_too_and_an_own_text_is_no_neighbour(desk: Desk) -> None:
    person = desk.person()
    mine = "Odile Marsh is a cellist in Ghent. The current release is Low Water."
    room = desk.services.studio.room(person)
    desk.services.studio.edit_words(person, mine, {}, room.draft.revision)
    own = fingerprint(desk, person, mine)
    with desk.database.reading() as session:
        profile_id = desk.profile(session, person)
        assert likeness.near(session, profile_id, own) == []
        assert likeness.near(session, profile_id + 1, own) == [own]
        assert likeness.near(session, profile_id + 1, Fingerprint(frozenset({1, 2, 3}))) == []


def test_recheck_notes_texts_that_are_older_than_the_index(desk: Desk) -> None:
    person = desk.person()
    with desk.database.transaction() as session:
        text = Text("Odile Marsh is a cellist in Ghent, with Low Water out now.", "written", "{name} is", ())
        words.make_current(session, desk.profile(session, person), Words(bio=text), origin="accepted", now=desk.clock())
    assert indexed(desk) == 0
    assert list(desk.services.recheck.run())
    assert indexed(desk) == 1


FACTS_OF = (
    OTHER,
    Facts(
        display_name="Odile Marsh",
        role="cellist",
        city="Ghent",
        instruments=("cello", "loop station"),
        influences=("Nina Simone", "Low"),
        current_release="Low Water",
    ),
)

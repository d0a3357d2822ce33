"""`flask copy recheck`: stored texts are judged again, and what fails gets a better one beside it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import update

from app.cli.commands import create_command_app
from app.db.queries import jobs
from app.db.tables.profiles import CopyText
from app.domain.jobs import GENERATE
from app.services.recheck import Rechecked
from tests.ground.stage import Artist, Stage

CLICHE = "Mara Ellison is a rising star on a journey, and her unique sound is one to watch in every town."


def with_texts(stage: Stage) -> Artist:
    mara = stage.artist("mara")
    mara.post("/studio/facts", subject="artist", display_name="Mara Ellison", role="singer", city="Bergen")
    mara.post("/studio/copy/generate", part="all")
    stage.work()
    mara.post("/studio/copy/accept", candidate=mara.status()["candidates"][0]["id"])
    stage.clock.advance(minutes=1)
    return mara


def spoil(stage: Stage, field: str) -> None:
    """Put a text that the rules would not let pass any more where a written one stood."""
    with stage.services.studio._database.transaction() as session:
        session.execute(
            update(CopyText).where(CopyText.field == field, CopyText.source == "written").values(text=CLICHE)
        )


def failed(found: list[Rechecked]) -> list[str]:
    return [text.field for text in found if not text.verdict.passed]


def is_queued(stage: Stage, artist: Artist) -> bool:
    with stage.services.studio._database.reading() as session:
        return jobs.is_busy(session, artist.profile_id, GENERATE, stage.clock())


def test_texts_that_still_pass_are_left_alone(stage: Stage) -> None:
    mara = with_texts(stage)
    found = list(stage.services.recheck.run())
    assert "bio" in [text.field for text in found]
    assert failed(found) == []
    assert not is_queued(stage, mara)


def test_a_text_that_fails_stays_and_gets_a_better_one_beside_it(stage: Stage) -> None:
    mara = with_texts(stage)
    spoil(stage, "bio")
    left = stage.services.copywriting.remaining(mara.person_id)
    assert failed(list(stage.services.recheck.run())) == ["bio"]
    assert stage.work() == ["done"]

    (offered,) = mara.status()["candidates"]
    assert offered["bio"] not in (None, CLICHE)
    assert offered["captions"] == []
    draft = stage.services.studio.draft(mara.person_id).words
    assert draft.bio is not None
    assert draft.bio.text == CLICHE
    assert stage.services.copywriting.remaining(mara.person_id) == left


def test_rechecking_again_queues_nothing_while_a_better_text_is_coming_or_offered(stage: Stage) -> None:
    mara = with_texts(stage)
    spoil(stage, "bio")
    for _ in range(2):
        list(stage.services.recheck.run())
    assert stage.work() == ["done"]
    assert failed(list(stage.services.recheck.run())) == ["bio"]
    assert not is_queued(stage, mara)
    assert len(mara.status()["candidates"]) == 1


def test_captions_that_fail_get_new_captions_only(stage: Stage) -> None:
    mara = with_texts(stage)
    spoil(stage, "caption")
    assert all(field.startswith("caption.") for field in failed(list(stage.services.recheck.run())))
    stage.work()
    (offered,) = mara.status()["candidates"]
    assert offered["bio"] is None
    assert offered["captions"]


def test_what_the_artist_wrote_is_not_judged(stage: Stage) -> None:
    mara = stage.artist("mara")
    mara.post("/studio/copy/edit", bio=CLICHE, revision="0")
    assert list(stage.services.recheck.run()) == []


@pytest.fixture
def run(environment: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> Callable[[], Result]:
    def recheck() -> Result:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return create_command_app().test_cli_runner().invoke(args=["copy", "recheck"])

    return recheck


def test_the_command_prints_a_line_for_each_text_and_succeeds(stage: Stage, run: Callable[[], Result]) -> None:
    mara = with_texts(stage)
    mara.post("/studio/handle", handle="mara-e")
    spoil(stage, "bio")
    answer = run()
    lines: list[dict[str, Any]] = [json.loads(line) for line in answer.stdout.splitlines()]

    assert answer.exit_code == 0, answer.output
    assert all(set(line) == {"profile", "field", "verdict", "findings"} for line in lines)
    assert {line["profile"] for line in lines} == {"mara-e"}
    (bio,) = [line for line in lines if line["field"] == "bio"]
    assert bio["verdict"] == "reject"
    assert set(bio["findings"][0]) == {"rule", "span", "message"}
    assert is_queued(stage, mara)


def test_the_command_says_nothing_where_there_is_nothing(stage: Stage, run: Callable[[], Result]) -> None:
    answer = run()
    assert (answer.exit_code, answer.stdout) == (0, "")

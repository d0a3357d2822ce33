"""A caption typed for an album that left the lists meanwhile."""

from tests.ground.stage import Stage


def test_words_for_an_album_that_is_unknown_are_shown_again_and_change_nothing(stage: Stage) -> None:
    mara = stage.artist("mara")
    answer = mara.post("/studio/copy/edit", bio="Typed.", revision=0, **{"caption.gone": "My own line about it."})

    assert answer.status_code == 422
    assert "My own line about it." in answer.text
    assert 'role="alert"' in answer.text
    assert stage.services.studio.draft(mara.person_id).words.bio is None

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import development
from app.vault import parse_keys


def test_keys_are_made_once_and_shared(tmp_path: Path) -> None:
    folder = tmp_path / "a new folder"

    first = development.keys(folder)

    assert development.keys(folder) == first
    assert len(first[0]) >= 32
    assert len(parse_keys(first[1])) == 1
    assert development.keys(tmp_path / "another") != first


def test_only_the_owner_reads_the_file_and_no_draft_stays(tmp_path: Path) -> None:
    development.keys(tmp_path)

    (path,) = tmp_path.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(lambda _: development.keys(tmp_path), range(32)))

    assert len(answers) == 1


@pytest.mark.parametrize("content", ["", "{}", "[]", json.dumps({"SECRET_KEY": "x"})])
def test_a_broken_file_says_what_to_do_and_is_not_overwritten(tmp_path: Path, content: str) -> None:
    path = tmp_path / development.FILE_NAME
    path.write_text(content)

    with pytest.raises(development.UnreadableKeys, match="delete it"):
        development.keys(tmp_path)

    assert path.read_text() == content

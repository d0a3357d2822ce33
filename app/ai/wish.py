"""What may be asked of a model, and the exact messages that it becomes: the only strings that ever leave for one.

The system message is a file that never changes, so that providers cache it. The user's turn holds a policy-checked
sheet and nothing else. In a repair round the model gets its own answer back, with the names of rules and its own words.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from app.ai.schema import SCHEMAS, Task
from app.domain.copy_policy import ReadableSheet
from app.domain.model_text import Remark

VERSIONS: Final[dict[Task, str]] = {"bio": "bio-v1", "captions": "captions-v2"}
REPAIR: Final = "repair-v1"
MOST_REMARKS: Final = 12
FRAMING_TOKENS: Final = 200
"""What the wire format adds to the messages, generously."""

MAX_OUTPUT_TOKENS: Final = 1200
"""Of one answer: 300 are meant to be seen, the rest is room for a model that thinks first."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The answer that none of could be used, as the model wrote it, and what was wrong: (candidate, fault) pairs."""

    answer: str
    remarks: Sequence[tuple[int, Remark]]


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing to ask: a task about one sheet, for the second time if there is something `earlier`."""

    task: Task
    sheet: ReadableSheet
    earlier: Earlier | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.sheet, ReadableSheet):
            raise TypeError("a model is shown nothing but a ReadableSheet")

    @property
    def version(self) -> str:
        """The name of the prompt, stored with every generation."""
        return VERSIONS[self.task]


@dataclass(frozen=True, slots=True)
class Turn:
    role: str
    content: str


def system(wish: Wish) -> str:
    """The prefix that is the same for everybody, byte for byte."""
    return _file(wish.version)


def turns(wish: Wish, marker: str) -> list[Turn]:
    """The user's turn and, in a repair round, what followed; `marker` is a random word of this call."""
    said = [Turn("user", f"<{marker}>\n{_json(wish.sheet.document())}\n</{marker}>")]
    if wish.earlier is not None:
        said.append(Turn("assistant", wish.earlier.answer))
        said.append(Turn("user", f"{_file(REPAIR)}\n{_json(_faults(wish.earlier))}"))
    return said


def most_tokens(wish: Wish) -> int:
    """More tokens than the input can have: a token is at least a byte."""
    said = [system(wish), json.dumps(SCHEMAS[wish.task]), *(turn.content for turn in turns(wish, "m" * 40))]
    return sum(len(text.encode()) for text in said) + FRAMING_TOKENS


def most_tokens_of_repair(wish: Wish) -> int:
    """The same for the repair round that may follow."""
    remark = 120
    return most_tokens(wish) + MAX_OUTPUT_TOKENS + len(_file(REPAIR)) + MOST_REMARKS * remark


def _faults(earlier: Earlier) -> list[dict[str, object]]:
    """Rules by name; words only when the model itself wrote them, so that no fact can come along."""
    written = earlier.answer
    return [
        {"candidate": number, "rule": remark.rule, "words": remark.words if remark.words in written else ""}
        for number, remark in earlier.remarks[:MOST_REMARKS]
    ]


def _json(value: object) -> str:
    """JSON in which no value can close a marker."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e")


@cache
def _file(version: str) -> str:
    return resources.files("app.ai.prompts").joinpath(f"{version}.md").read_text(encoding="utf-8")

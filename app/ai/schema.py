"""The shape of a model's answer: a JSON schema that never changes, and its reading at the border."""

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

Task = Literal["bio", "captions"]
Json = dict[str, Any]

CANDIDATES: Final = 3
KINDS: Final = ("name", "role", "city", "release", "instruments", "influences", "genre", "artist", "track", "album")


def _object(**properties: Json) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


_TEXT: Final[Json] = {"type": "string"}
_PLAN: Final[Json] = {"type": "array", "items": {"type": "string", "enum": list(KINDS)}}
_CANDIDATE: Final = _object(plan=_PLAN, sentences={"type": "array", "items": _TEXT})
_CAPTION: Final = _object(album={"type": "integer"}, text=_TEXT)
SCHEMAS: Final[dict[Task, Json]] = {
    "bio": _object(candidates={"type": "array", "items": _CANDIDATE, "minItems": CANDIDATES, "maxItems": CANDIDATES}),
    "captions": _object(captions={"type": "array", "items": _CAPTION}),
}


class WrongShape(ValueError):
    """The answer is JSON but not what was asked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One text as templates, one per sentence; `album` is the number of its album when it is a caption."""

    sentences: tuple[str, ...]
    plan: tuple[str, ...] = ()
    album: int | None = None


def read(task: Task, text: str) -> tuple[Candidate, ...]:
    """The candidates in an answer. Raises json.JSONDecodeError or WrongShape."""
    document = json.loads(text)
    if not isinstance(document, dict):
        raise WrongShape("not an object")
    found = [_bio(item) if task == "bio" else _caption(item) for item in _list(document.get(_FIELD[task]))]
    if task == "bio" and len(found) != CANDIDATES:
        raise WrongShape("not three candidates")
    return tuple(found)


_FIELD: Final[dict[Task, str]] = {"bio": "candidates", "captions": "captions"}


def _bio(item: Any) -> Candidate:
    if not isinstance(item, dict):
        raise WrongShape("a candidate is no object")
    return Candidate(_texts(item.get("sentences")), _texts(item.get("plan")))


def _caption(item: Any) -> Candidate:
    album = item.get("album") if isinstance(item, dict) else None
    if not isinstance(album, int) or isinstance(album, bool):
        raise WrongShape("a caption without its album")
    return Candidate(_texts([item.get("text")]), album=album)


def _texts(value: Any) -> tuple[str, ...]:
    texts = _list(value)
    if not all(isinstance(text, str) for text in texts):
        raise WrongShape("not text")
    return tuple(texts)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise WrongShape("not a list")
    return value

"""What a model can read in a prompt: JSON objects and ``key: value`` lines, as values by key, in order.

Nothing here knows what the application writes into its prompts; that words in braces are slots is what any model knows.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

Facts = dict[str, list[str]]
_SLOT = re.compile(r"\{[a-z0-9_.]+\}")
_LINE = re.compile(r"^[\s\-*•]*([A-Za-z][A-Za-z _]{1,30}):\s+(.{1,200})$", re.MULTILINE)


def read(text: str) -> Facts:
    """Every string found under each key; keys in lower case with underscores."""
    facts: Facts = {}
    rest, decoder, position = [], json.JSONDecoder(), 0
    while (start := text.find("{", position)) >= 0:
        rest.append(text[position:start])
        try:
            value, position = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            position = start + 1
        else:
            _collect(value, "", facts)
    rest.append(text[position:])
    for key, value in _LINE.findall("\n".join(rest)):
        _note(facts, key, value.strip())
    return facts


def slots(text: str) -> list[str]:
    """Keys in braces of the last object that has some, such as {name}: the prompt wants them written as they stand."""
    found: list[str] = []
    decoder, position = json.JSONDecoder(), 0
    while (start := text.find("{", position)) >= 0:
        try:
            value, position = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            position = start + 1
        else:
            found = list(dict.fromkeys(_braced(value))) or found
    return found


def first(facts: Facts, *keys: str) -> str | None:
    """The first value under the first of the keys that has one."""
    return next((facts[key][0] for key in keys if facts.get(key)), None)


def _braced(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if _SLOT.fullmatch(str(key)):
                yield str(key)
            yield from _braced(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _braced(inner)


def _collect(value: Any, key: str, facts: Facts) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _collect(inner, str(name), facts)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, key, facts)
    elif isinstance(value, str) and value.strip():
        _note(facts, key, value.strip())


def _note(facts: Facts, key: str, value: str) -> None:
    facts.setdefault(key.strip().lower().replace(" ", "_"), []).append(value)

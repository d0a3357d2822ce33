"""What the control API may change: values from JSON or from a form, checked as a whole before anything happens.

Form values are strings, so every reader takes both: ``"3"`` and 3, ``"true"`` and true; an empty string means
"not given", ``"none"``, ``"forever"`` and ``"off"`` mean null.
"""

from collections.abc import Callable, Collection
from typing import Any

from app.sandbox.faults import ENDPOINTS, KINDS, Fault
from app.sandbox.model_desk import SCRIPTS, Script
from app.sandbox.tokens import REVOKED, ROTATIONS
from app.sandbox.wire import SHAPES, Json
from app.sandbox.world import World

_NULLS = ("none", "forever", "off")
EVERYONE = "everyone"


class CommandError(Exception):
    """A command that cannot be obeyed; the message says why."""


Reader = Callable[[str, Any], Any]


def _one_of(choices: Collection[str]) -> Reader:
    def read(name: str, value: Any) -> str:
        if value not in choices:
            raise CommandError(f"{name} must be one of: {', '.join(sorted(choices))}")
        return str(value)

    return read


def _whole(lowest: int) -> Reader:
    def read(name: str, value: Any) -> int:
        try:
            number = int(value)
        except (TypeError, ValueError):
            raise CommandError(f"{name} must be a whole number") from None
        if number < lowest:
            raise CommandError(f"{name} must be at least {lowest}")
        return number

    return read


def _seconds(name: str, value: Any) -> float:
    try:
        return float(value)
    except (TypeError, ValueError):
        raise CommandError(f"{name} must be a number of seconds") from None


def _flag(name: str, value: Any) -> bool:
    flags = {True: True, False: False, "true": True, "false": False}
    if not isinstance(value, bool | str) or value not in flags:
        raise CommandError(f"{name} must be true or false")
    return flags[value]


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str | int | float):
        raise CommandError(f"{name} must be text")
    return str(value)


def _optional(reader: Reader) -> Reader:
    return lambda name, value: None if value is None or value in _NULLS else reader(name, value)


def _clients(name: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(secret, str) for secret in value.values()):
        raise CommandError(f"{name} must be an object of client ids and secrets")
    return value


def _read(values: Json, readers: dict[str, Reader]) -> Json:
    """The given values, read; an unknown name is refused, an empty one left out."""
    if unknown := sorted(values.keys() - readers.keys()):
        raise CommandError(f"unknown: {', '.join(unknown)}; known: {', '.join(readers)}")
    return {name: readers[name](name, value) for name, value in values.items() if value != ""}


def change_settings(world: World, values: Json) -> None:
    """Rotation, lifetimes, scopes, shapes, limits, clients, the clock: whatever is given."""
    wanted = _read(
        values,
        {
            "rotation": _one_of(ROTATIONS),
            "expires_in": _whole(1),
            "scope": _optional(_text),
            "shape": _one_of(SHAPES),
            "rate_limit": _optional(_whole(0)),
            "clients": _clients,
            "advance_s": _seconds,
        },
    )
    tokens, settings = world.tokens, world.settings
    tokens.rotation = wanted.get("rotation", tokens.rotation)
    tokens.expires_in = wanted.get("expires_in", tokens.expires_in)
    tokens.granted_scope = wanted.get("scope", tokens.granted_scope)
    settings.shape = wanted.get("shape", settings.shape)
    settings.rate_limit = wanted.get("rate_limit", settings.rate_limit)
    settings.clients = wanted.get("clients", settings.clients)
    world.clock.offset_s += wanted.get("advance_s", 0.0)


def add_fault(world: World, values: Json) -> Fault:
    """A new fault; only ``kind`` is needed."""
    wanted = _read(
        values,
        {
            "kind": _one_of(KINDS),
            "endpoint": _one_of(ENDPOINTS),
            "person": _optional(_one_of(world.people)),
            "times": _optional(_whole(1)),
            "after_effect": _flag,
            "retry_after": _optional(_text),
            "seconds": _seconds,
            "megabytes": _whole(1),
            "message": _text,
            "location": _text,
        },
    )
    if "kind" not in wanted:
        raise CommandError(f"kind must be one of: {', '.join(KINDS)}")
    return world.faults.add(Fault(**wanted))


def clear_fault(world: World, values: Json) -> None:
    """Forget the fault with this ``id``, or all."""
    world.faults.clear(_read(values, {"id": _optional(_whole(1))}).get("id"))


def plan_script(world: World, values: Json) -> Script:
    """How the model answers next."""
    wanted = _read(
        values,
        {
            "script": _one_of(SCRIPTS),
            "times": _optional(_whole(1)),
            "content": _text,
            "seconds": _seconds,
            "usage": _flag,
            "cached_tokens": _whole(0),
        },
    )
    script = Script(**wanted)
    world.model.plan(script)
    return script


def change_standing(world: World, who: str, values: Json) -> None:
    """Allow-list, account_id and shape of a person."""
    wanted = _read(values, {"allow_listed": _flag, "has_account_id": _flag, "shape": _optional(_one_of(SHAPES))})
    for key in _keys(world, who):
        for name, value in wanted.items():
            setattr(world.standing[key], name, value)


def change_music(world: World, who: str, values: Json) -> None:
    """``new``: listen to something new; ``empty``: both lists are empty; ``original``: as at the start."""
    wanted = _read(values, {"change": _one_of(("new", "empty", "original"))})
    change = wanted.get("change", "new")
    for key in _keys(world, who):
        standing = world.standing[key]
        standing.empty = change == "empty"
        if change == "new":
            standing.revision += 1
        if change == "original":
            standing.revision = 0


def revoke(world: World, who: str, values: Json) -> int:
    """Kill the refresh tokens; later answers are invalid_grant with ``reason``. How many grants died."""
    wanted = _read(values, {"reason": _text})
    reason = wanted.get("reason", REVOKED)
    return sum(world.tokens.revoke(key, reason) for key in _keys(world, who))


def expire(world: World, who: str, values: Json) -> int:
    """Let the access tokens expire now. How many did."""
    _read(values, {})
    return sum(world.tokens.expire_access(key) for key in _keys(world, who))


def _keys(world: World, who: str) -> list[str]:
    if who == EVERYONE:
        return list(world.people)
    if who not in world.people:
        raise CommandError(f"nobody is called {who!r}; known: {', '.join(world.people)}")
    return [who]

"""The control API under /control: JSON in, JSON out; a form gets a 303 back to the page instead.

| call | takes | does |
|---|---|---|
| GET /control | | the page for people |
| GET /control/state | | settings, people, waiting faults and scripts |
| GET /control/ledger | ?after=SEQ | calls, tokens, grants, summary (busiest_30s counts Web API calls) |
| GET /control/prompts | ?after=SEQ | every prompt that the model received |
| POST /control/reset | | everything as at the start |
| POST /control/settings | rotation, expires_in, scope, shape, rate_limit, clients, advance_s | changes what is given |
| POST /control/faults | kind and the fields of faults.Fault | adds a fault (201) |
| DELETE /control/faults | | forgets all faults |
| POST /control/faults/clear | id | forgets one fault, or all |
| POST /control/people/KEY/revoke | reason | kills the refresh tokens: invalid_grant from now on |
| POST /control/people/KEY/expire | | lets the access tokens expire now |
| POST /control/people/KEY/music | change: new, empty, original | "listen to something new" and back |
| POST /control/people/KEY/standing | allow_listed, has_account_id, shape | what Spotify knows about a person |
| POST /control/model | script, times, content, seconds, usage, cached_tokens | adds an answer of the model (201) |
| POST /control/model/clear | | forgets the waiting answers |

KEY may be ``everyone``. ``times`` null means for ever. ``scope`` lists what is granted at most (null: all that is
asked). ``rate_limit`` is a number of Web API calls per 30 seconds (null: no limit). ``advance_s`` moves the clock.
A command that cannot be obeyed is answered 400 ``{"error": "why"}`` and changes nothing.
"""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from app.sandbox import commands
from app.sandbox.commands import CommandError
from app.sandbox.faults import ENDPOINTS, KINDS
from app.sandbox.model_desk import SCRIPTS
from app.sandbox.tokens import ROTATIONS
from app.sandbox.wire import SHAPES, Json
from app.sandbox.world import World

_SHOWN_CALLS = 40


def blueprint(world: World) -> Blueprint:
    bp = Blueprint("control", __name__, url_prefix="/control")
    _add_reading(bp, world)
    _add_changing(bp, world)
    _add_people(bp, world)

    @bp.errorhandler(CommandError)
    def refuse(error: CommandError) -> tuple[Response, int]:
        return jsonify(error=str(error)), 400

    return bp


def _add_reading(bp: Blueprint, world: World) -> None:
    @bp.get("")
    def page() -> str:
        base = request.host_url.rstrip("/")
        return render_template(
            "control.html",
            state=_state(world),
            ledger=_ledger(world, 0),
            shown_calls=_SHOWN_CALLS,
            prompts=world.model.prompts_as_json()[-5:],
            pictures={key: world.me(base, key).get("images", []) for key in world.people},
            kinds=KINDS,
            endpoints=ENDPOINTS,
            rotations=ROTATIONS,
            scripts=SCRIPTS,
            shapes=SHAPES,
        )

    @bp.get("/state")
    def state() -> Response:
        return jsonify(_state(world))

    @bp.get("/ledger")
    def ledger() -> Response:
        return jsonify(_ledger(world, _after()))

    @bp.get("/prompts")
    def prompts() -> Response:
        return jsonify(prompts=world.model.prompts_as_json(_after()))


def _add_changing(bp: Blueprint, world: World) -> None:
    @bp.post("/reset")
    def reset() -> Response:
        world.reset()
        return _done({"reset": True})

    @bp.post("/settings")
    def settings() -> Response:
        commands.change_settings(world, _values())
        return _done(_state(world)["settings"])

    @bp.post("/faults")
    def add_fault() -> Response:
        return _done(asdict(commands.add_fault(world, _values())), 201)

    @bp.delete("/faults")
    def clear_faults() -> Response:
        world.faults.clear()
        return _done({"faults": []})

    @bp.post("/faults/clear")
    def clear_fault() -> Response:
        commands.clear_fault(world, _values())
        return _done({"faults": [asdict(fault) for fault in world.faults.waiting()]})

    @bp.post("/model")
    def plan() -> Response:
        return _done(asdict(commands.plan_script(world, _values())), 201)

    @bp.post("/model/clear")
    def clear_scripts() -> Response:
        world.model.clear()
        return _done({"scripts": []})


def _add_people(bp: Blueprint, world: World) -> None:
    acts: dict[str, Callable[[World, str, Json], int | None]] = {
        "revoke": commands.revoke,
        "expire": commands.expire,
        "music": commands.change_music,
        "standing": commands.change_standing,
    }

    @bp.post("/people/<who>/<any(revoke, expire, music, standing):act>")
    def change(who: str, act: str) -> Response:
        count = acts[act](world, who, _values())
        people = _state(world)["people"]
        shown = [person for person in people if who in (commands.EVERYONE, person["key"])]
        return _done({"changed": count, "people": shown})


def _after() -> int:
    return request.args.get("after", 0, type=int)


def _values() -> Json:
    """What came in, from JSON or from a form."""
    if not request.is_json:
        return request.form.to_dict()
    values: Any = request.get_json(silent=True)
    if not isinstance(values, dict):
        raise CommandError("the body must be a JSON object")
    return values


def _done(answer: Json, status: int = 200) -> Response:
    if request.mimetype == "application/x-www-form-urlencoded":
        return redirect("/control", code=303)
    response: Response = jsonify(answer)
    response.status_code = status
    return response


def _state(world: World) -> Json:
    tokens, settings = world.tokens, world.settings
    return {
        "settings": {
            "rotation": tokens.rotation,
            "expires_in": tokens.expires_in,
            "scope": tokens.granted_scope,
            "shape": settings.shape,
            "rate_limit": settings.rate_limit,
            "clients": sorted(settings.clients),
            "clock_offset_s": world.clock.offset_s,
        },
        "people": [
            {
                "key": key,
                "name": person.name,
                "note": person.note,
                "account_id": person.account_id,
                "id": person.user_id,
            }
            | asdict(world.standing[key])
            for key, person in world.people.items()
        ],
        "faults": [asdict(fault) for fault in world.faults.waiting()],
        "scripts": world.model.waiting(),
    }


def _ledger(world: World, after: int) -> Json:
    return world.ledger.as_json(after) | {"grants": world.tokens.grants_as_json()}

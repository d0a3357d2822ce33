"""The OpenAI wire format under /openai/v1: chat completions, responses, models. No streaming, no tools."""

from dataclasses import replace

from flask import Blueprint, Response, request

from app.sandbox import model_envelopes, model_speech
from app.sandbox.model_desk import Json
from app.sandbox.model_envelopes import Asked
from app.sandbox.replies import Reply, json_reply, send
from app.sandbox.world import World

MODELS = (model_envelopes.USUAL_MODEL, "sandbox-writer-mini")


def blueprint(world: World) -> Blueprint:
    bp = Blueprint("model_api", __name__, url_prefix="/openai/v1")

    @bp.get("/models")
    def models() -> Response:
        listed = [{"id": name, "object": "model", "created": 0, "owned_by": "sandbox"} for name in MODELS]
        return send(json_reply({"object": "list", "data": listed}), world.stopping)

    @bp.post("/chat/completions")
    def chat() -> Response:
        body = _body()
        form = body.get("response_format") or {}
        schema = (form.get("json_schema") or {}).get("schema")
        messages = [_message(message) for message in body.get("messages", [])]
        return _serve(world, Asked("chat", body, messages, schema, form.get("type", "text") != "text"))

    @bp.post("/responses")
    def responses() -> Response:
        body = _body()
        form = (body.get("text") or {}).get("format") or {}
        given = body.get("input") or []
        messages = [{"role": "user", "content": given}] if isinstance(given, str) else [*map(_message, given)]
        if instructions := body.get("instructions"):
            messages.insert(0, {"role": "system", "content": instructions})
        wants_json = form.get("type", "text") != "text"
        return _serve(world, Asked("responses", body, messages, form.get("schema"), wants_json))

    return bp


def _body() -> Json:
    """The request's JSON object; an empty one for anything else."""
    body = request.get_json(silent=True)
    return body if isinstance(body, dict) else {}


def _message(message: Json) -> Json:
    content = message.get("content") or ""
    if not isinstance(content, str):
        content = "\n".join(part.get("text", "") for part in content)
    return {"role": message.get("role", ""), "content": content}


def _serve(world: World, asked: Asked) -> Response:
    return send(_reply(world, asked), world.stopping)


def _reply(world: World, asked: Asked) -> Reply:
    bearer = request.authorization
    key = bearer.token if bearer is not None and bearer.type == "bearer" else None
    if not key or key == "wrong":
        return model_speech.wrong_key()
    if not asked.messages or asked.body.get("stream"):
        fault = "This sandbox does not stream." if asked.messages else "Missing required parameter: input."
        return model_speech.error(400, fault, "invalid_request_error", None)
    script = world.model.next_script()
    spoken = model_speech.speak(script, asked)
    world.model.record(asked.api, asked.body, asked.messages, asked.json_schema, script.script, spoken.text)
    if fail := model_speech.FAILURES.get(script.script):
        return fail()
    envelope = model_envelopes.chat if asked.api == "chat" else model_envelopes.responses
    reply = json_reply(envelope(asked, spoken, int(world.clock()), script))
    return replace(reply, delay_s=script.seconds) if script.script == "slow" else reply

"""Every payload of every person in every mode, against Spotify's own description of its API.

Where the sandbox departs from that description it does so on purpose: each departure stands in DEVIATIONS with
where it was seen. One that is not listed fails, and so does a listed one that no longer occurs.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_schema_validator import OAS30Validator

from app.sandbox.wire import SHAPES
from tests.sandbox.visitor import Visitor

Json = dict[str, Any]
Deviation = tuple[str, str]

GUIDE = "Spotify's Development Mode migration guide, February 2026, and what new apps receive since"
WILD = "seen in real payloads"
LOCAL = "local files, seen in real payloads"
BARE = "keys that real clients have missed at one time or another"
SPEC = "the description forgets what its own text or the older reference says"

DEVIATIONS: dict[Deviation, str] = {
    ("album", "has is_playable"): WILD,
    ("album", "lacks available_markets"): GUIDE,
    ("album", "lacks label"): GUIDE,
    ("album", "lacks popularity"): GUIDE,
    ("album", "lacks external_ids"): BARE,
    ("album", "lacks images"): BARE,
    ("discography", "has is_playable"): WILD,
    ("discography", "lacks album_group"): GUIDE,
    ("discography", "lacks available_markets"): GUIDE,
    ("discography", "lacks images"): BARE,
    ("play.context", "is null"): WILD,
    ("played.cursors", "is null"): WILD,
    ("played.next", "is null"): SPEC,
    ("track", "is null"): WILD,
    ("track.album", "is null"): WILD,
    ("track.album", "has is_playable"): WILD,
    ("track.album", "lacks available_markets"): GUIDE,
    ("track.album", "lacks images"): WILD,
    ("track.album", "lacks total_tracks"): LOCAL,
    ("track.album.album_type", "is null"): LOCAL,
    ("track.album.href", "is null"): LOCAL,
    ("track.album.id", "is null"): LOCAL,
    ("track.album.images", "is null"): WILD,
    ("track.album.release_date", "is null"): LOCAL,
    ("track.album.release_date_precision", "is null"): LOCAL,
    ("track.album.uri", "is null"): LOCAL,
    ("track.artists[].href", "is null"): LOCAL,
    ("track.artists[].id", "is null"): LOCAL,
    ("track.artists[].uri", "is null"): LOCAL,
    ("track.href", "is null"): LOCAL,
    ("track.id", "is null"): LOCAL,
    ("user.display_name", "is null"): SPEC,
}


def _flat(schema: Json, schemas: Json) -> Json:
    """A schema without references and allOf, closed to unknown keys."""
    if reference := schema.get("$ref"):
        return _flat(schemas[reference.rsplit("/", 1)[1]], schemas)
    merged: Json = {key: value for key, value in schema.items() if key not in ("allOf", "properties", "items")}
    properties: Json = {}
    required: list[str] = list(schema.get("required", ()))
    for part in schema.get("allOf", ()):
        flat = _flat(part, schemas)
        properties |= flat.get("properties", {})
        required += flat.get("required", ())
        merged["type"] = flat.get("type", "object")
    properties |= {name: _flat(inner, schemas) for name, inner in schema.get("properties", {}).items()}
    if properties:
        merged |= {"properties": properties, "required": required, "additionalProperties": False}
    if "items" in schema:
        merged["items"] = _flat(schema["items"], schemas)
    return merged


@pytest.fixture(scope="module")
def schemas() -> Json:
    """The described objects by name, each complete in itself."""
    text = (Path(__file__).parent / "spotify_openapi_excerpt.yml").read_text(encoding="utf-8")
    described = yaml.safe_load(text)["components"]["schemas"]
    return {name: _flat(schema, described) for name, schema in described.items()}


def deviations(instance: Any, schema: Json, name: str) -> Iterator[Deviation]:
    """(where, what) for each difference between a payload and its description."""
    for error in OAS30Validator(schema).iter_errors(instance):
        where = name + "".join("[]" if isinstance(step, int) else f".{step}" for step in error.absolute_path)
        match error.validator:
            case "required":
                yield where, "lacks " + error.message.split("'")[1]
            case "additionalProperties":
                for key in sorted(error.instance.keys() - error.schema["properties"].keys()):
                    yield where, f"has {key}"
            case _:
                value = error.instance
                yield where, "is null" if value is None else f"is {value!r}"


def page_deviations(page: Json, schemas: Json, kind: str, name: str) -> Iterator[Deviation]:
    """The differences of a page, then of each of its items."""
    yield from deviations({**page, "items": []}, schemas[f"Paging{kind}"], "page")
    for item in page["items"]:
        yield from deviations(item, schemas[kind], name)


def payload_deviations(visitor: Visitor, schemas: Json, shape: str) -> Iterator[Deviation]:
    """The differences of everything that everybody can receive in a shape."""
    world = visitor.sandbox.world
    for person in world.people:
        tokens = visitor.connect(person, "user-top-read user-read-recently-played")
        yield from deviations(visitor.get("/me", tokens).json(), schemas["PrivateUserObject"], "user")
        for time_range in ("short_term", "medium_term", "long_term"):
            for path, kind, name in (("artists", "ArtistObject", "artist"), ("tracks", "TrackObject", "track")):
                page = visitor.get(f"/me/top/{path}", tokens, limit=50, time_range=time_range).json()
                yield from page_deviations(page, schemas, kind, name)
        played = visitor.get("/me/player/recently-played", tokens, limit=50).json()
        yield from deviations({**played, "items": []}, schemas["CursorPagingPlayHistoryObject"], "played")
        for item in played["items"]:
            yield from deviations(item["track"], schemas["TrackObject"], "track")
            described = {**item, "track": {}}
            yield from deviations(described, _without_track(schemas["PlayHistoryObject"]), "play")
    tokens = visitor.connect("mara")
    world.standing["mara"].shape = shape
    for release_id in world.catalogue.releases_by_id:
        yield from deviations(visitor.get(f"/albums/{release_id}", tokens).json(), schemas["AlbumObject"], "album")
    for artist_id in world.catalogue.artists_by_id:
        artist = visitor.get(f"/artists/{artist_id}", tokens).json()
        yield from deviations(artist, schemas["ArtistObject"], "artist")
        page = visitor.get(f"/artists/{artist_id}/albums", tokens, limit=10).json()
        yield from page_deviations(page, schemas, "ArtistDiscographyAlbumObject", "discography")


def _without_track(schema: Json) -> Json:
    return schema | {"properties": schema["properties"] | {"track": {}}}


def test_every_payload_of_every_person_and_mode_is_described_or_a_listed_deviation(
    visitor: Visitor, schemas: Json
) -> None:
    seen: set[Deviation] = set()
    for shape in SHAPES:
        visitor.control("/people/everyone/standing", allow_listed=True, shape=shape)
        seen |= set(payload_deviations(visitor, schemas, shape))
    assert seen - DEVIATIONS.keys() == set(), "not described and not listed"
    assert DEVIATIONS.keys() - seen == set(), "listed, but it no longer occurs"


def test_an_ordinary_extended_track_deviates_only_where_spotifys_own_payloads_do(
    visitor: Visitor, schemas: Json
) -> None:
    visitor.control("/settings", shape="extended")
    tokens = visitor.connect("mara")
    page = visitor.get("/me/top/tracks", tokens, limit=50).json()
    seen = set(page_deviations(page, schemas, "TrackObject", "track"))
    assert seen == {("track.album", "has is_playable")}


def test_every_error_of_the_web_api_is_described(visitor: Visitor, schemas: Json) -> None:
    tokens = visitor.connect("mara", scope="")
    paths = ("/me/top/tracks", "/albums/short", "/albums/" + "0" * 22, "/nowhere")
    answers = [visitor.get(path, tokens) for path in paths] + [visitor.get("/me")]
    visitor.control("/settings", rate_limit=0)
    answers.append(visitor.get("/me", tokens))
    assert [answer.status_code for answer in answers] == [403, 400, 404, 404, 401, 429]
    for answer in answers:
        body = answer.json()
        assert body.keys() == {"error"}
        assert list(deviations(body["error"], schemas["ErrorObject"], "error")) == []
        assert body["error"]["status"] == answer.status_code


def test_the_check_itself_notices_a_missing_key_a_wrong_type_and_an_unknown_key(schemas: Json) -> None:
    broken = {"href": 5, "items": [], "limit": 1, "next": None, "offset": 0, "previous": None, "colour": "red"}
    found = set(deviations(broken, schemas["PagingTrackObject"], "page"))
    assert found == {("page", "lacks total"), ("page", "has colour"), ("page.href", "is 5")}

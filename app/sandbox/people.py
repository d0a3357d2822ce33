"""The invented people who can give consent, read from ``data/people.json``.

A person: ``key``, ``name`` (null allowed), ``note`` (what this person is for), ``releases`` (slugs, most loved
first), and as needed ``later`` (slugs discovered by "listen to something new"), ``also`` (names of further
artists), ``shape`` (development | extended), ``allow_listed``, ``account_id``, ``picture`` (booleans) and
``odd`` (true: the payload oddities of ``oddities.py``).
"""

import json
from dataclasses import dataclass

from app.sandbox.catalogue import DATA, digest, spotify_id


@dataclass(frozen=True, slots=True)
class Person:
    key: str
    name: str | None
    note: str
    releases: tuple[str, ...]
    later: tuple[str, ...]
    also: tuple[str, ...]
    shape: str | None
    allow_listed: bool
    has_account_id: bool
    has_picture: bool
    odd: bool

    @property
    def account_id(self) -> str:
        """Spotify's public, immutable identifier, about ten characters."""
        return spotify_id("account", self.key)[:10]

    @property
    def user_id(self) -> str:
        """The old user id: 28 characters of base 36 for newer accounts."""
        letters = "0123456789abcdefghijklmnopqrstuvwxyz"
        number = digest("user", self.key)
        return "31" + "".join(letters[number // 36**place % 36] for place in range(26))


def load() -> dict[str, Person]:
    """Everyone by key, in the order of the file."""
    entries = json.loads((DATA / "people.json").read_text(encoding="utf-8"))
    people = [
        Person(
            key=entry["key"],
            name=entry["name"],
            note=entry["note"],
            releases=tuple(entry.get("releases", ())),
            later=tuple(entry.get("later", ())),
            also=tuple(entry.get("also", ())),
            shape=entry.get("shape"),
            allow_listed=entry.get("allow_listed", True),
            has_account_id=entry.get("account_id", True),
            has_picture=entry.get("picture", True),
            odd=entry.get("odd", False),
        )
        for entry in entries
    ]
    return {person.key: person for person in people}

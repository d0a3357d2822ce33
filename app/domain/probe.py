"""What the last try of an outside system came to: by `flask doctor`, or by an admin who wanted to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether it was well at that moment, and what was found, as a sentence for the admin."""

    at: datetime
    ok: bool
    sentence: str

    def to_json(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "ok": self.ok, "sentence": self.sentence}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Probe | None":
        """None of an empty document: nobody tried yet."""
        if not document:
            return None
        return cls(datetime.fromisoformat(document["at"]), document["ok"], document["sentence"])

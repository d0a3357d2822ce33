"""A form as a page shows it: what is stored, or what was typed and refused, with the sentence beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """A typed field: its value, what is wrong with it ("" when nothing), and the most characters that fit."""

    value: str
    error: str
    limit: int


@dataclass(frozen=True, slots=True)
class Option:
    """One of several things to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Wrong:
    """A refused form: which field, the sentence, and everything that was typed, so that nothing is typed twice."""

    field: str
    sentence: str
    typed: Mapping[str, list[str]]


class Form:
    """What a refused form typed; empty when the page is shown for the first time.

    `told`: whether the page has a place beside the wrong field where the sentence stands.
    """

    def __init__(self, wrong: Wrong | None) -> None:
        self.typed: Mapping[str, list[str]] = wrong.typed if wrong else {}
        self.sentence = wrong.sentence if wrong else ""
        self.told = wrong is None
        self._field = wrong.field if wrong else None

    def error(self, name: str) -> str:
        if name != self._field:
            return ""
        self.told = True
        return self.sentence

    def ticked(self, name: str, *, stored: bool, of: str) -> bool:
        """Whether a box is ticked; one that was sent unticked is known by `of`, a field of the same form."""
        return name in self.typed if of in self.typed else stored

    def value(self, name: str, stored: str) -> str:
        return self.typed[name][0] if self.typed.get(name) else stored

    def field(self, name: str, stored: str, limit: int) -> Field:
        return Field(self.value(name, stored), self.error(name), limit)

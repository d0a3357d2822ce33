"""What every admin action is: named, asked about first, audited by the service that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.actor import Actor

if TYPE_CHECKING:
    from app.bootstrap import Services

Run = Callable[["Services", Actor, Mapping[str, str]], str]
"""Calls one service, which writes its audit entry in the transaction of the effect; returns what was done, in a
sentence. Raises BadInput or NotThere, and then nothing was done."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A field that the admin fills in, for example whom it is about. It stands in an address: no e-mail, no secret."""

    name: str
    label: str
    hint: str = ""
    limit: int = 30


@dataclass(frozen=True, slots=True)
class Action:
    """`name` is the last part of its address, `label` its button, `meaning` what happens, in words, before it does."""

    name: str
    label: str
    meaning: str
    run: Run
    fields: tuple[Typed, ...] = ()

    def typed(self, form: Mapping[str, str]) -> dict[str, str]:
        """The action's own fields out of a form or query, nothing else."""
        return {field.name: form.get(field.name, "").strip()[: field.limit] for field in self.fields}

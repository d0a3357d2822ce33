"""Asking before an admin action (`templates/admin/confirm.html`)."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.refusals import BadInput, Refusal
from app.web.admin_actions.action import Action
from app.web.pages.form import Field
from app.web.pages.frame import Frame, private_frame


@dataclass(frozen=True, slots=True)
class Asked:
    name: str
    label: str
    hint: str
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPage(Frame):
    name: str
    label: str
    meaning: str
    fields: tuple[Asked, ...]
    error: str


def confirm_page(action: Action, typed: Mapping[str, str], refusal: Refusal | None = None) -> ConfirmPage:
    """`refusal` stands beside its field, or above the form when it belongs to none."""
    place = refusal.field if isinstance(refusal, BadInput) else ""
    beside = place in {field.name for field in action.fields}
    sentence = refusal.sentence if refusal else ""
    return ConfirmPage(
        **private_frame(),
        title=action.label,
        name=action.name,
        label=action.label,
        meaning=action.meaning,
        fields=tuple(
            Asked(
                name=field.name,
                label=field.label,
                hint=field.hint,
                field=Field(typed[field.name], sentence if field.name == place else "", field.limit),
            )
            for field in action.fields
        ),
        error="" if beside else sentence,
    )

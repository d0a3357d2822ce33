"""The door of the admin's room."""

from dataclasses import dataclass

from app.web.pages.form import Field
from app.web.pages.frame import Frame, private_frame

LONGEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorPage(Frame):
    """`templates/admin/door.html`; what was typed is never shown again."""

    next: str
    code: Field


def door_page(next_path: str, error: str = "") -> DoorPage:
    return DoorPage(**private_frame(), title="One more step", next=next_path, code=Field("", error, LONGEST))

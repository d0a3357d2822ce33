"""The admin's page (`templates/admin/status.html`): what is wrong first, then a section for each part of the site."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.domain import freshness
from app.web.pages.admin.section import Section, Trouble
from app.web.pages.admin.sections import SECTIONS
from app.web.pages.frame import Frame, private_frame

if TYPE_CHECKING:
    from app.bootstrap import Services


class Glance(NamedTuple):
    """A section in a line; `wrong` when something in it stands out."""

    name: str
    heading: str
    brief: str
    wrong: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage(Frame):
    verdict: str
    glance: tuple[Glance, ...]
    troubles: tuple[Trouble, ...]
    sections: tuple[Section, ...]
    generated: str


def status_page(services: "Services") -> StatusPage:
    sections = tuple(section(services) for section in SECTIONS)
    troubles = tuple(trouble for section in sections for trouble in section.troubles)
    now = services.now()
    shown = tuple(section for section in sections if section.rows or section.part != "rows")
    return StatusPage(
        **private_frame(),
        title="Status",
        verdict=_verdict(len(troubles), sum(section.stands_out for section in shown)),
        troubles=troubles,
        glance=tuple(sorted(map(_glance, shown), key=lambda line: not line.wrong)),
        sections=shown,
        generated=f"{freshness.date(now)}, {now:%H:%M:%S} UTC",
    )


def _glance(section: Section) -> Glance:
    first = next((f"{row.name}: {row.value}" for row in section.rows), "")
    return Glance(section.name, section.heading, section.brief or first, section.stands_out)


def _verdict(troubles: int, parts: int) -> str:
    """What needs somebody; without that, how many parts have a line that stands out: no calm word above a red one."""
    if troubles:
        return f"{troubles} thing{'s' if troubles > 1 else ''} need{'' if troubles > 1 else 's'} you."
    if parts:
        return f"{parts} part{'s' if parts > 1 else ''} of the site stand{'' if parts > 1 else 's'} out."
    return "All is well."

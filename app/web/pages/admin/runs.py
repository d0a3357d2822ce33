"""How the last day's work ended."""

from typing import TYPE_CHECKING

from app.web.pages.admin.section import Section, counted

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    runs = services.status.runs()
    return Section(name="runs", heading="Runs in 24 hours", rows=counted(runs, wrong=tuple(set(runs) - {"done"})))

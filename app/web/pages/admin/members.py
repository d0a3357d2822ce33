"""Who is here."""

from typing import TYPE_CHECKING

from app.web.pages.admin.section import Row, Section

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    members = services.status.members()
    rows = (Row("People", str(members.people)), Row("Public pages", str(members.public)))
    return Section(name="members", heading="People", rows=rows)

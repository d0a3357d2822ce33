"""The audit trail: the last things that were done, by number."""

from typing import TYPE_CHECKING

from app.db.tables.work import AuditEntry
from app.domain import freshness
from app.web.pages.admin.section import Row, Section, said

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    now = services.now()
    rows = tuple(
        Row(
            said(entry.action),
            f"{_who(entry)}, {freshness.ago(entry.happened_at, now)}{_detail(entry.detail)}",
        )
        for entry in services.status.trail()
    )
    return Section(name="trail", heading="Audit trail", rows=rows or (Row("None", "Nothing was done yet"),))


def _who(entry: AuditEntry) -> str:
    if entry.person_mark:
        return f"somebody erased ({entry.person_mark[:8]})"
    return f"person {entry.person_id}" if entry.person_id else "the program"


def _detail(detail: dict[str, object]) -> str:
    said_so = ", ".join(f"{name} {value}" for name, value in detail.items())
    return f" ({said_so})" if said_so else ""

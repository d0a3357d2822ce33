"""Whether pages are shared and read, in the last four weeks; figures only, never whose."""

from typing import TYPE_CHECKING

from app.web.pages.admin.section import Row, Section

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    found = services.signals.sharing()
    rate = f" ({round(100 * found.shared / found.public)} %)" if found.public else ""
    rows = (
        Row("Public pages that were shared", f"{found.shared} of {found.public}{rate}"),
        Row("Share actions", str(found.actions)),
        Row("Views by people", str(found.views)),
        Row("Views from other sites", str(found.referred)),
    )
    return Section(name="sharing", heading="Sharing in 4 weeks", rows=rows)

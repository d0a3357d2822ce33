"""What the program told the admin and is not over: no rows, only troubles."""

from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.pages.admin.section import Section, Trouble

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    now = services.now()
    told = services.status.told()
    return Section(
        name="told",
        heading="Told",
        troubles=tuple(Trouble(notice.message, freshness.ago(notice.created_at, now)) for notice in told),
    )

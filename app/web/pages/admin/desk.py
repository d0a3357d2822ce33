"""What visitors reported, and what is taken down."""

from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.admin_actions import people
from app.web.pages.admin.section import Row, Section, Trouble, said

if TYPE_CHECKING:
    from app.bootstrap import Services

WHAT = {"page": "Taken down", "person": "Suspended"}


def section(services: "Services") -> Section:
    desk, now = services.withholding.desk(), services.now()
    reports = tuple(
        Row(f"/{filed.handle}", f"{said(filed.report.reason.replace('-', '_'))}. {filed.report.words}".strip(), True)
        for filed in desk.reports
    )
    withheld = tuple(
        Row(
            one.handle if one.handle.startswith("#") else f"/{one.handle}",
            f"{WHAT[one.what]} {freshness.ago(one.since, now)}: {one.reason}",
        )
        for one in desk.withheld
    )
    waiting = len({filed.profile_id for filed in desk.reports})
    pages = f"{waiting} reported page{'' if waiting == 1 else 's'} to look at"
    return Section(
        name="desk",
        heading="Reports and takedowns",
        rows=(*reports, *withheld) or (Row("Reports", "None open"),),
        troubles=(Trouble(f"{pages}: take down, suspend or dismiss below."),) if waiting else (),
        actions=(people.TAKE_DOWN, people.SUSPEND, people.LIFT, people.DISMISS),
    )

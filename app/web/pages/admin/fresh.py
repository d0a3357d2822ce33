"""How many pages are fresh, and for each one that is not, why."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.db.queries.engine import Stale
from app.domain import freshness
from app.web.pages.admin.section import Row, Section, Trouble, said

if TYPE_CHECKING:
    from app.bootstrap import Services

GOAL = 0.99
REASONS = {
    "parked": "put aside after three failures",
    "error": "failed on our side",
    "budget": "waits for a share of the calls",
    "rate_limited": "Spotify asked us to wait",
    "quota_exceeded": "Spotify's quota of the day was used up",
    "circuit_open": "Spotify is left alone after failures",
    "server": "Spotify gave no useful answer",
    "timeout": "Spotify gave no useful answer",
    "network": "Spotify was not reached",
}
BEHIND = "{late} of {wanted} pages that Spotify lets us read are older than 8 days. The reasons stand under Freshness."


def section(services: "Services") -> Section:
    found, now = services.engine_status.freshness(), services.now()
    share = found.fresh / found.wanted if found.wanted else 1.0
    behind = share < GOAL
    more = found.count - len(found.stale)
    rows = [
        Row("Read within 8 days", f"{found.fresh} of {found.wanted} connected pages ({share:.1%})", behind),
        *(Row(page.handle or "a page without address", reason(page, now)) for page in found.stale),
    ]
    if more > 0:
        rows.append(Row("More", f"{more} others"))
    late = found.wanted - found.fresh
    return Section(
        name="freshness",
        heading="Freshness",
        brief=f"{share:.0%} read within 8 days",
        rows=tuple(rows),
        troubles=(Trouble(BEHIND.format(late=late, wanted=found.wanted)),) if behind else (),
    )


def reason(page: Stale, now: datetime) -> str:
    """Why this page is not fresh, in words; every page has one."""
    when = f", last read {freshness.ago(page.checked_at, now)}" if page.checked_at else ", never read"
    if page.status == "needs_reauth":
        return f"its artist has to reconnect{when}"
    if page.status == "waiting":
        return f"Spotify has not let its artist in{when}"
    if page.outcome is not None and page.outcome != "done":
        return f"{REASONS.get(page.outcome, said(page.outcome).lower())}{when}"
    return f"{_turn(page, now)}{when}"


def _turn(page: Stale, now: datetime) -> str:
    if page.due_at is None:
        return "not in the plan; the next hourly round puts it there"
    if page.due_at <= now:
        return f"waits for its turn since {freshness.ago(page.due_at, now)}"
    if page.was_moved:
        return f"too much was due at once, its new turn comes {freshness.wait(page.due_at, now)}"
    return f"planned {freshness.about(page.due_at, now)}"

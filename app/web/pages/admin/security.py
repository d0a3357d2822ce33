"""Whether the locks hold: request counters, the admins' second factors, what browsers reported."""

from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.admin_actions import people
from app.web.pages.admin.section import Row, Section, Trouble

if TYPE_CHECKING:
    from app.bootstrap import Services

ALONE = "Redis does not answer: each process counts requests alone, so limits are looser. Check REDIS_URL."


def section(services: "Services") -> Section:
    lost_at, now = services.counters.lost_at, services.now()
    states = services.second_factor.states(services.settings.admins)
    without = [state for state in states if state.known and not state.has_factor]
    troubles = [Trouble(ALONE, freshness.ago(lost_at, now))] if lost_at else []
    if without and not services.settings.development:
        troubles.append(Trouble(f"{len(without)} of the admins have no second factor, so they cannot come in."))
    keys = services.keys.status()
    if keys.unknown:
        troubles.append(Trouble(f"{keys.unknown} stored values have a key that TOKEN_KEYS does not list. Put it back."))
    return Section(
        name="security",
        heading="Security",
        rows=(
            Row("Request limits", _limits(services), lost_at is not None or services.settings.rate_limits == "off"),
            Row("Admins with a second factor", f"{sum(each.has_factor for each in states)} of {len(states)}"),
            Row("Sealed with the newest key", str(keys.keys[0].values)),
            Row("Sealed with older keys", f"{keys.old}, see flask keys rotate" if keys.old else "0", keys.old > 0),
            Row("Policy violations reported", f"{services.violations.count} to this process"),
        ),
        troubles=tuple(troubles),
        actions=(people.END_SESSIONS,),
    )


def _limits(services: "Services") -> str:
    if services.settings.rate_limits == "off":
        return "Switched off"
    if not services.counters.shared:
        return "Counted by each process"
    return "Redis is away: counted by each process" if services.counters.lost_at else "Counted together, in Redis"

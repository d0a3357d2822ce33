"""What is left of Spotify's budgets, and whether it answers: in plain words."""

from typing import TYPE_CHECKING

from app.domain import freshness
from app.domain.probe import Probe
from app.services.engine_status import Provider
from app.web.admin_actions.engine import PROBE
from app.web.pages.admin.section import Row, Section, Trouble

if TYPE_CHECKING:
    from datetime import datetime

    from app.bootstrap import Services

ALARM = 0.05
WHY = {
    "rate_limited": "we called too often",
    "quota_exceeded": "the day's quota of this app's owner is used up",
    "overloaded": "it is overloaded",
}
CIRCUITS = {
    "network": "It gave no useful answer several times",
    "auth": "It refuses this site's app",
    "grant": "It refused many people's permission at once",
}
TOO_MANY = (
    "Spotify refused {share:.0%} of our calls in 24 hours because there were too many."
    " Lower SPOTIFY_CALLS_PER_30S or SPOTIFY_CALLS_PER_DAY."
)


def section(services: "Services") -> Section:
    provider, now = services.engine_status.provider(), services.now()
    said, waits = _state(provider, now)
    alarm = provider.limited_share > ALARM
    return Section(
        name="spotify",
        heading="Spotify",
        brief=said,
        rows=(
            Row("Spotify", said, waits),
            Row("Calls left in 30 seconds", f"{provider.left[0]} of {provider.limits[0]}", provider.left[0] <= 0),
            Row("Calls left in 24 hours", f"{provider.left[1]} of {provider.limits[1]}", provider.left[1] <= 0),
            Row("Refused as too many in 24 hours", _share(provider), alarm),
            _probed(provider.probe, now),
        ),
        troubles=(Trouble(TOO_MANY.format(share=provider.limited_share)),) if alarm else (),
        actions=(PROBE,),
    )


def _state(provider: Provider, now: "datetime") -> tuple[str, bool]:
    if provider.blocked_until is not None:
        why = WHY.get(provider.reason, provider.reason)
        return f"Asked us to wait, because {why}. We call again {freshness.at(provider.blocked_until, now)}.", True
    for name, circuit in provider.circuits.items():
        if circuit.open_until is not None:
            next_try = freshness.at(circuit.open_until, now) if circuit.open_until > now else "with the next call"
            return f"{CIRCUITS[name]}. We leave it alone and try once {next_try}.", True
    return ("Answers.", False) if provider.calls else ("Not called today.", False)


def _probed(probe: Probe | None, now: "datetime") -> Row:
    """What `flask doctor` or an admin found last; the page itself asks nobody."""
    if probe is None:
        return Row("Doctor: spotify", "Not tried yet. Run flask doctor, or probe it here.")
    sentence = probe.sentence[:1].upper() + probe.sentence[1:]
    return Row("Doctor: spotify", f"{sentence} Tried {freshness.ago(probe.at, now)}.", not probe.ok)


def _share(provider: Provider) -> str:
    if not provider.calls:
        return "none"
    return f"{provider.limited} of {provider.calls} calls ({provider.limited / provider.calls:.1%})"

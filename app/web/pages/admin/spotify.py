"""Whether Spotify answers, and until when it asked us to wait."""

from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.pages.admin.section import Row, Section

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    now, rows = services.now(), []
    for provider in services.status.providers():
        waiting = provider.blocked_until is not None and provider.blocked_until > now
        until = freshness.at(provider.blocked_until, now) if provider.blocked_until else ""
        said = f"Asked us to wait ({provider.reason}). We call again {until}." if waiting else "Answers."
        rows.append(Row(provider.name.capitalize(), said, waiting))
    return Section(name="spotify", heading="Spotify itself", rows=tuple(rows) or (Row("Spotify", "Not called yet."),))

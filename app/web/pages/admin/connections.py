"""Connections to Spotify, by their state."""

from typing import TYPE_CHECKING

from app.web.pages.admin.section import Section, counted

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    counts = services.status.connections()
    return Section(name="connections", heading="Spotify connections", rows=counted(counts, wrong=("needs_reauth",)))

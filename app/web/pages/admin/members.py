"""Who is here, who waits, and Spotify's own five seats."""

from typing import TYPE_CHECKING

from app.web.admin_actions import membership
from app.web.pages.admin.section import Row, Section, Trouble

if TYPE_CHECKING:
    from app.bootstrap import Services

SEATS = 5
ADD = "developer.spotify.com/dashboard, your app, User Management: their name and the e-mail of their Spotify account"


def section(services: "Services") -> Section:
    members, places = services.status.members(), services.membership.places()
    connections = services.status.connections()
    waiting = connections.get("waiting", 0)
    seated = connections.get("connected", 0) + connections.get("needs_reauth", 0)
    taken = f"{places.taken} of {places.cap}" if places.cap else f"{places.taken}, no limit"
    troubles = []
    if waiting:
        who = "1 person waits" if waiting == 1 else f"{waiting} people wait"
        troubles.append(Trouble(f"{who} for Spotify to let them in. Add them at {ADD}."))
    return Section(
        name="members",
        heading="People",
        rows=(
            Row("People", str(members.people)),
            Row("Public pages", str(members.public)),
            Row("Places taken", taken, places.is_full),
            Row("In line", f"{places.line.confirmed} confirmed, {places.line.unconfirmed} not yet"),
            Row("Invitations out", str(places.line.invited)),
            Row("Seats at Spotify", f"{seated} taken; Development Mode has {SEATS}", seated > SEATS),
            Row("Add a person there", ADD),
        ),
        troubles=tuple(troubles),
        actions=(membership.INVITE,),
    )

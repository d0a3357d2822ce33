"""What Anchor writes to people, and when: plain sentences, one thing to do, a way out of all of it."""

from dataclasses import dataclass

from app.domain import courses
from app.domain.mails import Letter

SUBJECTS = {
    "reconnect": "Reconnect Spotify to keep your page fresh",
    "consent": "Your Spotify permission ends soon",
    "emptied": "Spotify sent empty lists for your page",
    "withheld": "Your page is not shown at the moment",
    "forgotten": "Your Spotify music was removed here",
}
GIVEN_UP = (
    "This is the third message about it and the last one. The weekly refresh is switched off now;"
    " reconnecting switches it on again."
)
AGAIN = "We wrote about this before; nothing has changed since."


@dataclass(frozen=True, slots=True)
class Site:
    """Whose messages these are; `public_url` has no slash at its end."""

    name: str
    public_url: str

    def address(self, path: str) -> str:
        return f"{self.public_url}{path}"


def of_notice(site: Site, *, to: str, leave: str, topic: str, message: str, step: int, handle: str | None) -> Letter:
    """The message about a notice; `step` counts from 1."""
    paragraphs = [message]
    if courses.gives_up(topic, step):
        paragraphs.append(GIVEN_UP)
    elif step > 1:
        paragraphs.append(AGAIN)
    links = [("Open the studio", site.address("/studio"))]
    if handle is not None:
        links.append(("Your page", site.address(f"/{handle}")))
    return Letter(
        to=to,
        subject=SUBJECTS.get(topic, f"Something about your page on {site.name}"),
        paragraphs=tuple(paragraphs),
        links=tuple(links),
        footer=f"You get this because you asked {site.name} to write when your page needs you.",
        leave=leave,
    )


def of_confirmation(site: Site, *, to: str, link: str) -> Letter:
    """Asks whether this address is really theirs; the only message to an address that nobody confirmed."""
    return Letter(
        to=to,
        subject=f"Confirm your address for {site.name}",
        paragraphs=(
            f"Somebody typed this address in the studio of {site.name}, to be told when their page needs them.",
            "If that was you, confirm it within three days. If not, do nothing: you will not hear from us again.",
        ),
        links=(("Confirm this address", link),),
        footer=f"{site.name}, {site.public_url}",
    )


def to_admin(site: Site, *, to: str, message: str) -> Letter:
    """Tells whoever runs the site of one incident."""
    return Letter(
        to=to,
        subject=f"{site.name} needs you",
        paragraphs=(message,),
        links=(("Open the status page", site.address("/admin")),),
        footer=f"Sent once for each incident to the CONTACT of {site.name}.",
    )

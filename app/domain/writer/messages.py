"""From facts to messages: everything that could be said, each with its preconditions met and a score of interest."""

from app.domain.writer import messages_listed, messages_own
from app.domain.writer.material import Material
from app.domain.writer.message import Message


def candidates(material: Material) -> tuple[Message, ...]:
    """All messages that hold for this sheet, most interesting first."""
    found = [
        *messages_own.typed(material),
        *messages_own.own(material),
        *messages_listed.songs(material),
        *messages_listed.on_albums(material),
        *messages_listed.albums(material),
        *messages_listed.others(material),
    ]
    return tuple(sorted(found, key=lambda message: -message.score))

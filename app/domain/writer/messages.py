"""From facts to messages: everything that could be said, each with its preconditions met and a score of interest."""

from app.domain.writer import messages_heard, messages_own, messages_top, messages_typed
from app.domain.writer.material import Material
from app.domain.writer.message import Message


def candidates(material: Material) -> tuple[Message, ...]:
    """All messages that hold for this sheet, most interesting first."""
    found = [
        *messages_typed.typed(material),
        *messages_own.records(material),
        *messages_own.loose(material),
        *messages_heard.songs(material),
        *messages_heard.on_albums(material),
        *messages_heard.albums(material),
        *messages_heard.others(material),
        *messages_heard.mixed(material),
        *messages_top.firsts(material),
    ]
    return tuple(sorted(found, key=lambda message: -message.score))

"""A process that sends what is due, to be killed: `python -m tests.services.mail.sender`; settings as the site's."""

from app.bootstrap import build
from app.settings import Settings


def main() -> None:
    mailing = build(Settings.load()).mailing
    while mailing.send_next() is not None:
        pass


if __name__ == "__main__":
    main()

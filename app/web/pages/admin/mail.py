"""Messages: what waits, what was sent, what nobody knows about."""

from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.pages.admin.section import Row, Section

if TYPE_CHECKING:
    from app.bootstrap import Services

ENDED = {
    "sent": "Sent in 7 days",
    "refused": "Refused by the address",
    "unsure": "Perhaps sent (cut off while sending)",
    "dropped": "No longer needed",
    "parked": "Laid aside (could not be written)",
}


def section(services: "Services") -> Section:
    now, mails = services.now(), services.engine_status.mails()
    if not services.mailing.writes:
        return Section(
            name="mail",
            heading="Mail",
            brief="none is sent",
            rows=(Row("Mail", "This site sends none: SMTP_URL is not set."),),
        )
    until = services.engine_status.mail_blocked_until()
    server = f"Takes no messages. We try again {freshness.at(until, now)}." if until else "Takes messages."
    oldest = f", the oldest from {freshness.ago(mails.oldest_at, now)}" if mails.oldest_at else ""
    return Section(
        name="mail",
        heading="Mail",
        brief=f"{mails.waiting or 'none'} waiting, {mails.ended.get('sent', 0)} sent in 7 days",
        rows=(
            Row("Mail server", server, until is not None),
            Row("Waiting", f"{mails.waiting}{oldest}"),
            Row("Put off by the server", str(mails.delayed), mails.delayed > 0),
            *(Row(label, str(mails.ended.get(outcome, 0))) for outcome, label in ENDED.items()),
        ),
    )

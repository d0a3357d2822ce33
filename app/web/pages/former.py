"""A page that was deleted and may come back (`templates/studio/former.html`)."""

from dataclasses import dataclass

from app.domain import freshness
from app.services.returning import Former
from app.web.pages.frame import Action, Frame, private_frame
from app.web.pages.studio import NoticeView


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPage(Frame):
    """`begun`: a page was begun since, which would make room for this one."""

    sentence: str
    handle: str
    name: str
    bio: str
    begun: bool


def former_notice(former: Former | None) -> tuple[NoticeView, ...]:
    """What the studio says of it."""
    return (NoticeView(_sentence(former), Action("Look at it", "/studio/former")),) if former else ()


def _sentence(former: Former) -> str:
    left, until = freshness.date(former.left_at), freshness.date(former.until)
    return f"You deleted your page on {left}. Your own words are kept until {until}, then erased."


def former_page(former: Former) -> FormerPage:
    return FormerPage(
        **private_frame(),
        title="Your former page",
        sentence=_sentence(former),
        handle=former.handle or "",
        name=former.name,
        bio=former.bio,
        begun=former.begun,
    )

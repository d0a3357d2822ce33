"""Error pages."""

from dataclasses import dataclass

from app.domain.language import Language
from app.web.pages.frame import Action, Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Frame):
    """`templates/errors/error.html`."""

    status: int
    heading: str
    sentence: str
    action: Action | None
    request_id: str


def error_page(
    status: int, heading: str, sentence: str, said: Language, *, request_id: str, signed_in: bool
) -> ErrorPage:
    return ErrorPage(
        title=said.gettext(heading),
        lang=said.tag,
        dir=said.direction,
        status=status,
        heading=said.gettext(heading),
        sentence=said.gettext(sentence),
        action=Action(said.gettext("Back to the studio"), "/studio")
        if signed_in
        else Action(said.gettext("Back to the start"), "/"),
        signed_in=signed_in,
        request_id=request_id,
    )

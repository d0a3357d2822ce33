"""Error pages."""

from dataclasses import dataclass

from app.web.pages.frame import Action, Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage(Frame):
    """`templates/errors/error.html`."""

    status: int
    heading: str
    sentence: str
    action: Action | None
    request_id: str


def error_page(status: int, heading: str, sentence: str, *, request_id: str, signed_in: bool) -> ErrorPage:
    return ErrorPage(
        title=heading,
        status=status,
        heading=heading,
        sentence=sentence,
        action=Action("Back to the studio", "/studio") if signed_in else Action("Back to the start", "/"),
        signed_in=signed_in,
        request_id=request_id,
    )

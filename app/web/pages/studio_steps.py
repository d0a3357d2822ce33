"""The studio's smaller rooms: two texts in conflict, and the two ways of leaving."""

from dataclasses import dataclass

from app.domain import words
from app.domain.draft import Draft
from app.domain.refusals import StaleRevision
from app.web.pages.form import Field
from app.web.pages.frame import Frame, private_frame


@dataclass(frozen=True, slots=True)
class ConflictRow:
    name: str
    label: str
    theirs: str
    yours: str
    limit: int
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage(Frame):
    """`conflict.html`: saving with `revision` wins."""

    revision: int
    rows: tuple[ConflictRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeletePage(Frame):
    """`delete.html`; without a handle the word "delete" confirms."""

    handle: str
    confirm: Field
    export: bool = False
    withheld: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisconnectPage(Frame):
    published: bool


def conflict_page(refusal: StaleRevision, draft: Draft) -> ConflictPage:
    titles = {f"caption.{album.id}": album.title for album in draft.music.albums}
    names = ["bio", *(name for name in {**refusal.stored, **refusal.typed} if name != "bio")]
    rows = (
        ConflictRow(
            name=name,
            label="Bio" if name == "bio" else titles.get(name, "A caption"),
            theirs=refusal.stored.get(name, ""),
            yours=refusal.typed.get(name, ""),
            limit=words.BIO_LIMIT if name == "bio" else words.CAPTION_LIMIT,
            differs=refusal.stored.get(name, "") != refusal.typed.get(name, ""),
        )
        for name in names
    )
    frame = private_frame()
    return ConflictPage(**frame, title="Two versions", revision=refusal.revision, rows=tuple(rows))


SUSPENDED = (
    "Your suspension outlasts the account: for 12 months a keyed hash of your Spotify account says that you were"
    " suspended, and why."
)


def delete_page(handle: str, typed: str = "", error: str = "", *, suspended: bool = False) -> DeletePage:
    frame, said = private_frame(), SUSPENDED if suspended else ""
    return DeletePage(**frame, title="Delete my account", handle=handle, confirm=Field(typed, error, 30), withheld=said)


def disconnect_page(draft: Draft) -> DisconnectPage:
    return DisconnectPage(**private_frame(), title="Disconnect Spotify", published=draft.is_public)

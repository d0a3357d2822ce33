"""The words of a page: one bio and a caption per album, each with the source that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Source = Literal["written", "generated", "edited"]

BIO_LIMIT = 1000
CAPTION_LIMIT = 160
LANGUAGE = "en"
"""What both writers write, whatever the page's language; an artist's own words are in the page's."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the facts behind it, as paths into the fact sheet (`typed.city`)."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """`written` by the grounded writer, `generated` by a model, `edited` by hand. `form` is its masked frame."""

    text: str
    source: Source
    form: str = ""
    sentences: tuple[Sentence, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether these are the artist's own words, which nothing but the artist may change or delete."""
        return self.source == "edited"


@dataclass(frozen=True, slots=True)
class Words:
    """A set of texts; `captions` by album id. An empty text is no text."""

    bio: Text | None = None
    captions: Mapping[str, Text] = field(default_factory=dict)


def language_of(*, is_own: bool, page: str) -> str:
    """The language to mark a text with on a page in `page`; empty for the page's own."""
    return "" if is_own or page == LANGUAGE else LANGUAGE


def direction_of(*, is_own: bool) -> Literal["auto", "ltr"]:
    """How to lay a text out: the artist's by its first letter, ours as English, whatever name it begins with."""
    return "auto" if is_own else "ltr"


def own_only(words: Words) -> Words:
    """What stays when the provider's data goes."""
    return Words(
        bio=words.bio if words.bio and words.bio.is_own else None,
        captions={album_id: text for album_id, text in words.captions.items() if text.is_own},
    )


def edit(words: Words, bio: str | None, captions: Mapping[str, str]) -> Words:
    """The words after a save by hand: a text that changed becomes the artist's own, one that did not keeps its source.

    An emptied text is gone; what the form did not carry (a bio of None, other captions) stays.
    """
    kept = dict(words.captions)
    for album_id, typed in captions.items():
        if changed := _edited(kept.get(album_id), typed):
            kept[album_id] = changed
        else:
            kept.pop(album_id, None)
    return Words(bio=words.bio if bio is None else _edited(words.bio, bio), captions=kept)


def accept(words: Words, candidate: Words, parts: frozenset[str]) -> Words:
    """The words after taking `parts` (bio, captions, caption.<album id>; none = all) of a candidate."""
    bio = candidate.bio if candidate.bio and (not parts or "bio" in parts) else words.bio
    whole = not parts or "captions" in parts
    taken = {key: text for key, text in candidate.captions.items() if whole or f"caption.{key}" in parts}
    return Words(bio=bio, captions={**words.captions, **taken})


def _edited(before: Text | None, typed: str) -> Text | None:
    if not typed:
        return None
    if before is not None and before.text == typed:
        return before
    return Text(typed, "edited")

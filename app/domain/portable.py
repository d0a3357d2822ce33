"""The lists of a draft as CSV, for any spreadsheet: a cell is text there, whatever it begins with."""

import csv
import io
from collections.abc import Iterable, Sequence

from app.domain.draft import Draft

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠")
"""What makes a spreadsheet calculate (OWASP ASVS 1.2.10), full-width forms included."""


def csv_files(draft: Draft) -> dict[str, str]:
    """File names and contents."""
    music, captions = draft.music, draft.words.captions
    return {
        "artists.csv": table(
            ("name", "genres", "url"), ((item.name, ", ".join(item.genres), item.url) for item in music.artists)
        ),
        "albums.csv": table(
            ("title", "artists", "year", "caption", "url"),
            (
                (
                    album.title,
                    ", ".join(album.artists),
                    str(album.year or ""),
                    captions[album.id].text if album.id in captions else "",
                    album.url,
                )
                for album in music.albums
            ),
        ),
        "tracks.csv": table(
            ("title", "artists", "album", "url"),
            (
                (
                    track.name,
                    ", ".join(artist.name for artist in track.artists),
                    track.album.name if track.album else "",
                    track.url,
                )
                for track in music.tracks
            ),
        ),
        "links.csv": table(("label", "url"), ((link.label, link.url) for link in draft.links)),
    }


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """One CSV document (RFC 4180); a cell that a spreadsheet would calculate gets an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(header)
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return written.getvalue()


def _safe(cell: str) -> str:
    bare = cell.lstrip(" \n\u00a0\u3000")
    return f"'{cell}" if bare.startswith(FORMULA) or cell.startswith(FORMULA) else cell

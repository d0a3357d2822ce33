"""Wordings for the listed albums by others: releases in the past tense or "from" their year."""

from typing import Final

from app.domain.writer.forms import Forms, forms

_DATED: Final = (
    "[{a|bare}, the {a.year} album by {a.artist}|{a} ({a.year}) by {a.artist}|{a} by {a.artist}, from {a.year}"
    "|{a} by {a.artist}, which came out in {a.year}|{a|bare}, released by {a.artist} in {a.year}]"
)
"""An album with artist and year, to end a sentence."""

_ON: Final = (
    "[{a|bare}, the {a.year} album by {a.artist}|{a} ({a.year}) by {a.artist}"
    "|{a} by {a.artist}, released in {a.year}|{a|bare}, which {a.artist} released in {a.year}]"
)
"""The same after a song and "from"."""

_ALBUM: Final = _DATED.replace("{a}", "{a|bare}")
"""The same where the word album stands before it."""

ALBUMS: Final[dict[str, Forms]] = {
    # the title track of {a} is listed
    "title track": forms(
        phrases=("@listen to the title track of {a|bare} by {a.artist}",),
        clauses=(
            "the listening includes the title track of {a|bare} by {a.artist}",
            "one of the top [songs] is the title track of {a|bare} by {a.artist}",
        ),
        afters=(
            "[also among the top [songs] is|the listening also includes] the title track of {a|bare} by {a.artist}",
            "the title track of {a|bare} by {a.artist} is [among the top [songs] too|also among the top [songs]]",
        ),
        heads=("the title track of {a|bare} by {a.artist} is among the top [songs] of <who>",),
    ),
    # {a} an album by somebody, with a year
    "album": forms(
        phrases=(f"@listen to {_DATED}",),
        clauses=(
            f"the listening includes {_DATED}",
            f"[the albums listed here include|one of the albums listed here is] {_ALBUM}",
            f"[the albums listed on this page include|one of the albums listed on this page is] {_ALBUM}",
        ),
        afters=(
            f"[also on the list is|the list also includes] {_DATED}",
            f"another album on the list is {_ALBUM}",
            f"[the albums on the list include|one of the albums on the list is] {_ALBUM}",
            "{a} by {a.artist}, from {a.year}, is [on the list too|also on the list]",
        ),
        heads=(
            "{a} by {a.artist}, from {a.year}, is [among|one of] the albums listed by <who>",
            "{a} ({a.year}) by {a.artist} is [among|one of] the albums listed by <who>",
            "one of the albums that {name} @listen to is {a|bare} by {a.artist}, [released in|from] {a.year}",
        ),
    ),
    # {a} an album by somebody, no year
    "undated album": forms(
        phrases=("@listen to the album {a|bare} by {a.artist}",),
        clauses=("the albums listed [here|on this page] include {a|bare} by {a.artist}",),
        afters=("[also on the list is|the list also includes] the album {a|bare} by {a.artist}",),
        heads=("{a} by {a.artist} is [among|one of] the albums listed by <who>",),
    ),
    # {a} by nobody in particular, with a year
    "dated title": forms(
        phrases=("@listen to the album {a|bare}, from {a.year}",),
        clauses=("the albums listed [here|on this page] include {a|bare}, which came out in {a.year}",),
        afters=("[also on the list is|the list also includes] the album {a|bare}, from {a.year}",),
        heads=("{a}, from {a.year}, is [among|one of] the albums listed by <who>",),
    ),
    # {t} is on {a}, by the same artist
    "dated song": forms(
        phrases=(
            f"@listen to {{t}} from {_ON}",
            "@listen to {t} by {t.artist}, from {a} ({a.year})",
        ),
        clauses=(
            f"the listening includes {{t}} from {_ON}",
            "the top [songs] include {t} by {t.artist}, from {a} ({a.year})",
            f"one of the top [songs] is {{t}} from {_ON}",
        ),
        afters=(
            f"[also among the top [songs] is|another of the top [songs] is] {{t}} from {_ON}",
            f"the listening also includes {{t}} from {_ON}",
            "{t}, from {a|bare}, the {a.year} album by {a.artist}, is among the top [songs] too",
            "{t}, from {a|bare}, the {a.year} album by {a.artist}, is also among the top [songs]",
            "one of the top [songs] is {t} by {t.artist}, from {a} ({a.year})",
        ),
        heads=(
            "{t} from {a|bare}, the {a.year} album by {a.artist}, is [among|one of] the top [songs] of <who>",
            "{t} from {a} ({a.year}) by {a.artist} is [among|one of] the top [songs] of <who>",
            f"one of the [songs] that {{name}} @listen to is {{t}} from {_ON}",
        ),
    ),
    # {a} the oldest of three or more albums, {b} the newest
    "span": forms(
        clauses=(
            "the albums listed [here|on this page] run from {a|bare} ({a.year}) to {b|bare} ({b.year})",
            "the oldest album listed [here|on this page] is {a|bare}, from {a.year}, and the newest is {b|bare}, "
            "from {b.year}",
        ),
        afters=(
            "the oldest album on the list is {a|bare}, from {a.year}, and the newest is {b|bare}, from {b.year}",
            "the albums on the list run from {a|bare} ({a.year}) to {b|bare} ({b.year})",
            "the albums on the list came out between {a.year} and {b.year}",
        ),
    ),
    # {a} the older of two albums, {b} the newer
    "two dates": forms(
        phrases=(
            "@listen to {a|bare} ({a.year}) by {a.artist} and {b|bare} ({b.year}) by {b.artist}",
            "@listen to {a|bare} by {a.artist}, from {a.year}, and {b|bare} by {b.artist}, from {b.year}",
        ),
        clauses=(
            "the albums listed [here|on this page] are {a|bare} ({a.year}) by {a.artist} and {b|bare} ({b.year}) "
            "by {b.artist}",
        ),
        heads=("{a} ({a.year}) and {b} ({b.year}) are the albums listed by <who>",),
    ),
    # {a} is older, or newer, than all the others
    "oldest": forms(
        afters=(
            "the oldest album on the list is {a|bare} by {a.artist}, from {a.year}",
            "{a} by {a.artist}, from {a.year}, is the oldest album on the list",
        ),
    ),
    "newest": forms(
        afters=(
            "the newest album on the list is {a|bare} by {a.artist}, from {a.year}",
            "{a} by {a.artist}, from {a.year}, is the newest album on the list",
        ),
    ),
    # {n} of the albums, {a} and {b} among them, came out in one year
    "same year": forms(
        clauses=("{n} of the albums listed here came out in {a.year}, {a|bare} and {b|bare} among them",),
        afters=(
            "{n} of the albums on the list [came out in|are from] {a.year}, "
            "[{a|bare} and {b|bare} among them|including {a|bare} and {b|bare}]",
        ),
        heads=(
            "{a} and {b}, both from {a.year}, are among the albums listed by <who>",
            "{n} of the albums that {name} @listen to came out in {a.year}, {a|bare} and {b|bare} among them",
        ),
    ),
    # {a} and {b} are the only two of one year
    "two of a year": forms(
        phrases=("@listen to two albums from {a.year}, {a|bare} and {b|bare}",),
        clauses=("two of the albums listed here [came out in|are from] {a.year}, {a|bare} and {b|bare}",),
        afters=("two of the albums on the list [came out in|are from] {a.year}, {a|bare} and {b|bare}",),
        heads=("{a} and {b}, both from {a.year}, are [among|two of] the albums listed by <who>",),
    ),
    # {a} and {b} by one artist
    "two albums": forms(
        phrases=("@listen to two albums by {a.artist}, {a|bare} and {b|bare}",),
        clauses=("two of the albums listed [here|on this page] are by {a.artist}, {a|bare} and {b|bare}",),
        afters=(
            "two of the albums on the list are by {a.artist}, {a|bare} and {b|bare}",
            "{a.artist|one} is on the list twice, with {a|bare} and {b|bare}",
        ),
        heads=(
            "{a} and {b} by {a.artist} are [among|two of] the albums listed by <who>",
            "two of the albums that {name} @listen to are by {a.artist}, {a|bare} and {b|bare}",
        ),
    ),
    # {t} and {u} are on {a}, by the same artist
    "two songs on": forms(
        phrases=("@listen to {t} and {u} from {a} by {a.artist}",),
        clauses=(
            "the listening includes {t} and {u}[|, both] from {a} by {a.artist}",
            "two of the top [songs], {t} and {u}, are from {a} by {a.artist}",
        ),
        afters=(
            "[also among the top [songs] are|the listening also includes] {t} and {u}, both from {a} by {a.artist}",
            "two of the top [songs], {t} and {u}, are from {a} by {a.artist}",
        ),
        heads=("{t} and {u} from {a} by {a.artist} are [among|two of] the top [songs] of <who>",),
    ),
    # {n} of the listed tracks are on {a}
    "deep album": forms(
        phrases=("@listen to {n} [songs] from {a} by {a.artist}",),
        clauses=("{n} of the top [songs] are from {a} by {a.artist}",),
        afters=("{n} of the top [songs] come from {a} by {a.artist}",),
        heads=("{n} of the top [songs] of <who,> are from {a} by {a.artist}",),
    ),
    # {a} has the name of its artist, and a year
    "self-titled album": forms(
        phrases=("@listen to the self-titled album by {a.artist}, from {a.year}",),
        clauses=("the listening includes the self-titled album by {a.artist}, from {a.year}",),
        afters=("[also on the list is|the list also includes] the self-titled album by {a.artist}, from {a.year}",),
    ),
}

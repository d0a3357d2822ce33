"""Wordings for the list: what the page's owner listens to. They never say who made a thing but its own artist."""

from app.domain.writer.forms import Forms, forms

LIST: dict[str, Forms] = {
    # {t} one track
    "song": forms(
        phrases=(
            "@listen to {t} by {t.artist}",
            "@have {t} by {t.artist} on the list",
            "@keep {t} by {t.artist} on the list",
            "listener: @play {t} by {t.artist}",
        ),
        clauses=(
            "{t} by {t.artist} is on the list",
            "the list has {t} by {t.artist}",
            "one [song] on the list is {t} by {t.artist}",
            "{t.artist} is on the list with {t}",
            "among the [songs] is {t} by {t.artist}",
            "the listening includes {t} by {t.artist}",
            "the list makes room for {t} by {t.artist}",
            "playful: ask the list and it says {t} by {t.artist}",
        )[:7],
        heads=(
            "{t} by {t.artist} is on {name|s} list",
            "{name|s} list has {t} by {t.artist}",
            "{t.artist} is on {name|s} list with {t}",
            "one of the [songs] on {name|s} list is {t} by {t.artist}",
        ),
    ),
    # {t} and {u}, tracks by two artists
    "pair": forms(
        phrases=(
            "@have {t} by {t.artist} and {u} by {u.artist} on the list",
            "@listen to {t} by {t.artist} and {u} by {u.artist}",
            "@put {t} by {t.artist} beside {u} by {u.artist}",
            "@keep {t} by {t.artist} and {u} by {u.artist} on one list",
            "listener: @play {t} by {t.artist} and {u} by {u.artist}",
            "listener: @go from {t} by {t.artist} to {u} by {u.artist}",
        ),
        clauses=(
            "{t} by {t.artist} and {u} by {u.artist} are on the list",
            "the list puts {t} by {t.artist} beside {u} by {u.artist}",
            "{t.artist} is on the list with {t}, {u.artist} with {u}",
            "the [songs] include {t} by {t.artist} and {u} by {u.artist}",
            "two of the [songs] are {t} by {t.artist} and {u} by {u.artist}",
            "the list has room for {t} by {t.artist} and for {u} by {u.artist}",
            "the listening runs from {t} by {t.artist} to {u} by {u.artist}",
            "{t} by {t.artist} shares the list with {u} by {u.artist}",
            "{t.artist} and {u.artist} meet on the list, with {t} and {u}",
            "on the list, {t} by {t.artist} sits near {u} by {u.artist}",
        )[:8],
        heads=(
            "{t} by {t.artist} and {u} by {u.artist} are both on {name|s} list",
            "{name|s} list has {t} by {t.artist} and {u} by {u.artist}",
            "on {name|s} list, {t} by {t.artist} is beside {u} by {u.artist}",
            "{t.artist} is on {name|s} list with {t}, {u.artist} with {u}",
            "two of the [songs] on {name|s} list are {t} by {t.artist} and {u} by {u.artist}",
            "playful: {t} by {t.artist} shares {name|s} list with {u} by {u.artist}",
            "listener: {t} by {t.artist} and {u} by {u.artist} are two of the [songs] that {name} plays",
        ),
    ),
    # {x} two or three top artists, as a list
    "artists": forms(
        phrases=(
            "@listen to {x}",
            "@have {x} on the list",
            "@keep {x} on the list",
            "listener: @play {x}",
        ),
        clauses=(
            "{x} are on the list",
            "the artists on the list include {x}",
            "the listening takes in {x}",
            "the list has room for {x}",
            "among the artists are {x}",
            "{x} are among the artists",
            "the list includes {x}",
        ),
        heads=(
            "{x} are on {name|s} list",
            "{name|s} list includes {x}",
            "listener: {x} are what {name} plays",
            "the artists on {name|s} list include {x}",
        ),
    ),
    "artist": forms(
        phrases=("@listen to {x}", "@have {x} on the list", "listener: @play {x}"),
        clauses=("{x} is on the list", "the list has {x} on it", "one artist on the list is {x}"),
        heads=("{x} is on {name|s} list", "{name|s} list includes {x}"),
    ),
    # {t} and {u} by one artist who has {n} tracks (a word) on the list
    "devotion": forms(
        phrases=(
            "@have {n} [songs] by {t.artist} on the list",
            "@listen to {t} and {u}, both by {t.artist}",
            "listener: @play {t} and {u} by {t.artist}",
        ),
        clauses=(
            "{n} of the [songs] are by {t.artist}, with {t} and {u} among them",
            "{t.artist} has {n} [songs] on the list, {t} and {u} among them",
            "{n} [songs] by {t.artist} are on the list",
            "{t} and {u}, both by {t.artist}, are on the list",
            "the list comes back to {t.artist} for {t} and {u}",
            "{t.artist} is there {n} times over, with {t} and {u} among the [songs]",
        )[:5],
        heads=(
            "{n} [songs] on {name|s} list are by {t.artist}, {t} and {u} among them",
            "{t.artist} has {n} [songs] on {name|s} list, {t} and {u} among them",
            "{t} and {u}, both by {t.artist}, are on {name|s} list",
        ),
    ),
    # every listed track is by {t.artist}
    "one artist": forms(
        clauses=(
            "every [song] on the list is by {t.artist}, {t} and {u} among them",
            "the whole list is by {t.artist}, with {t} and {u} on it",
            "all the [songs] are by {t.artist}, {t} and {u} among them",
        ),
        heads=(
            "every [song] on {name|s} list is by {t.artist}, {t} and {u} among them",
            "all of {name|s} list is by {t.artist}, with {t} and {u} on it",
        ),
    ),
    # {t} and {u} have one title
    "twins": forms(
        clauses=(
            "two [songs] share a title: {t} is there once by {t.artist} and once by {u.artist}",
            "{t} is on the list twice, by {t.artist} and by {u.artist}",
            "one title, {t}, is there by {t.artist} and by {u.artist}",
        ),
        heads=("{t} is on {name|s} list twice, by {t.artist} and by {u.artist}",),
    ),
    # {t} is the title track of {a}
    "title track": forms(
        phrases=("@listen to {t}, the title track of {a|bare} by {t.artist}",),
        clauses=(
            "{t} by {t.artist} is the title track of {a|bare}",
            "the title track of {a|bare} by {t.artist} is on the list",
            "{t.artist} is on the list with {t}, the title track of {a|bare}",
        ),
        heads=("{name|s} list has {t}, the title track of {a|bare} by {t.artist}",),
    ),
    # {t} is on {t.album}
    "song on album": forms(
        phrases=("@listen to {t} by {t.artist}, on the album {t.album|bare}",),
        clauses=(
            "{t} by {t.artist} is on the album {t.album|bare}",
            "{t.artist} is there with {t}, on the album {t.album|bare}",
            "the album {t.album|bare} gives the list {t} by {t.artist}",
        ),
        heads=("{name|s} list has {t} by {t.artist}, on the album {t.album|bare}",),
    ),
    # {a} an album by somebody, with a year
    "album": forms(
        phrases=(
            "@listen to {a} by {a.artist}, out in {a.year}",
            "@have {a} by {a.artist}, a {a.year} album, on the list",
        )[:1],
        clauses=(
            "{a} by {a.artist} came out in {a.year}",
            "one of the albums is {a|bare} by {a.artist}, out in {a.year}",
            "the albums include {a|bare} ({a.year}) by {a.artist}",
            "from {a.year} comes {a} by {a.artist}",
            "{a.artist} is there with {a}, which came out in {a.year}",
            "{a.artist} released {a} in {a.year}, and it is on the list",
            "the {a.year} album on the list is {a|bare} by {a.artist}",
        )[:6],
        heads=(
            "{a} by {a.artist}, out in {a.year}, is on {name|s} list",
            "one of the albums on {name|s} list is {a|bare} by {a.artist}, out in {a.year}",
        ),
    ),
    # {a} an album by somebody, no year
    "undated album": forms(
        phrases=("@listen to {a} by {a.artist}",),
        clauses=(
            "one of the albums is {a|bare} by {a.artist}",
            "the albums include {a|bare} by {a.artist}",
            "{a.artist} is there with the album {a|bare}",
        ),
        heads=("{a} by {a.artist} is on {name|s} list",),
    ),
    # {a} the oldest album, {b} the newest
    "span": forms(
        phrases=("@listen to albums dated between {a.year} and {b.year}",),
        clauses=(
            "the albums run from {a.year} to {b.year}",
            "the albums on the list came out between {a.year} and {b.year}",
            "the oldest album is {a|bare} ({a.year}), the newest {b|bare} ({b.year})",
            "{a} came out in {a.year}, {b} in {b.year}",
            "the albums go from {a|bare} in {a.year} to {b|bare} in {b.year}",
            "{a} dates to {a.year} and {b} to {b.year}",
            "the years on the albums go from {a.year} to {b.year}",
            "{a.year} is the earliest year among the albums and {b.year} the latest",
            "the album list opens in {a.year} with {a|bare} and ends in {b.year} with {b|bare}",
        )[:8],
        heads=(
            "{name|s} albums run from {a.year} to {b.year}",
            "the albums on {name|s} list go from {a|bare} in {a.year} to {b|bare} in {b.year}",
            "{a} ({a.year}) and {b} ({b.year}) are on {name|s} list",
            "from {a} in {a.year} to {b} in {b.year}: that is the span of {name|s} albums",
        ),
    ),
    # {a} and {b} came out in one year
    "same year": forms(
        clauses=(
            "{a} and {b} both came out in {a.year}",
            "two of the albums, {a|bare} and {b|bare}, came out in {a.year}",
            "{a.year} is there twice, with {a} and {b}",
        ),
        heads=("{a} and {b}, both out in {a.year}, are on {name|s} list",),
    ),
    # {a} and {b} by one artist
    "two albums": forms(
        clauses=(
            "{a.artist} has two albums on the list, {a|bare} and {b|bare}",
            "two of the albums are by {a.artist}: {a|bare} and {b|bare}",
            "{a} and {b}, both by {a.artist}, are on the list",
        ),
        heads=("{a} and {b}, both by {a.artist}, are on {name|s} list",),
    ),
    # {n} of the listed tracks are on {a}
    "deep album": forms(
        phrases=("@have {n} [songs] off {a} by {a.artist} on the list",),
        clauses=(
            "{n} of the [songs] are on {a} by {a.artist}",
            "{a} by {a.artist} gives the list {n} [songs]",
            "{a.artist} put {n} of the [songs] on {a}",
            "{a} by {a.artist} is there with {n} [songs]",
        )[:2]
        + ("{a} by {a.artist} is there with {n} [songs]",),
        heads=("{n} of the [songs] on {name|s} list are on {a} by {a.artist}",),
    ),
    # {g} one genre or two
    "genres": forms(
        phrases=("@listen to {g}",),
        clauses=(
            "the list leans on {g}",
            "the genres on the list include {g}",
            "the listening takes in {g}",
            "{g} can be found on the list",
        ),
        heads=("{name|s} list takes in {g}",),
    ),
}

"""How long each class of data is kept, and why: the one table that the jobs, the privacy page and a test read.

Times are from RELIABILITY.md P5. `kept` None: as long as the account. What is never stored stands in `NEVER_STORED`.
"""

from dataclasses import dataclass
from datetime import timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """One class: its name, the tables it lives in, what it is in plain words, how long, and the reason."""

    name: str
    tables: tuple[str, ...]
    what: str
    kept: timedelta | None
    why: str


RULES: tuple[Rule, ...] = (
    Rule(
        "account",
        (
            "persons",
            "profiles",
            "facts",
            "links",
            "handles",
            "connections",
            "copy_versions",
            "copy_texts",
            "published_versions",
            "assets",
            "jobs",
            "second_factors",
            "recovery_codes",
            "bio_shingles",
        ),
        "your page, your words and their history, your settings, your permission to read Spotify",
        None,
        "they are what the page is made of",
    ),
    Rule("sign_ins", ("oauth_attempts",), "sign-ins under way", DAY, "one that was used twice is then known as old"),
    Rule("sessions", ("sessions",), "logins", 30 * DAY, "then you log in again; after 14 days without a visit sooner"),
    Rule(
        "spotify",
        ("snapshots", "token_journal"),
        "what came from Spotify, after your permission ended",
        30 * DAY,
        "so that reconnecting brings the page back as it was; each refresh replaces it anyway",
    ),
    Rule("held", ("persons", "profiles"), "your own words, after you deleted the account", 30 * DAY, "to undo that"),
    Rule("exports", ("exports",), "an export that you asked for", DAY, "long enough to download it"),
    Rule("pictures", ("assets",), "pictures that no version shows any more", DAY, "a publish may be under way"),
    Rule("notices", ("notices",), "notices that are settled", 90 * DAY, "to answer questions about them"),
    Rule(
        "mails", ("mails",), "when we wrote to you and about what, not the address", 90 * DAY, "to send nothing twice"
    ),
    Rule("runs", ("runs",), "when your music was read, and how that ended", 90 * DAY, "to find faults"),
    Rule(
        "generations",
        ("generations", "model_months"),
        "when texts were written, and what they cost; not the prompts",
        395 * DAY,
        "bookkeeping of a year",
    ),
    Rule("counts", ("daily_counts",), "counts of a page's days", 395 * DAY, "to compare with a year ago"),
    Rule("waitlist", ("waitlist",), "an address on the waitlist", 365 * DAY, "to write when there is a place"),
    Rule("reports", ("reports",), "reports about a page that are settled", 365 * DAY, "to see what comes again"),
    Rule(
        "audit",
        ("audit",),
        "who did what in this place, by number; by a keyed hash once you are erased",
        365 * DAY,
        "to explain it when somebody asks",
    ),
    Rule(
        "former_handles",
        ("handles",),
        "the address of somebody who left",
        90 * DAY,
        "nobody takes it over at once",
    ),
    Rule(
        "tombstones",
        ("tombstones",),
        "a keyed hash that says that an account was deleted",
        90 * DAY,
        "no restored backup brings it back; backups are never older",
    ),
    Rule(
        "suspensions",
        ("tombstones",),
        "that somebody who left was suspended or had a page taken down, and why, with the same keyed hash",
        365 * DAY,
        "a suspension does not end by deleting the account",
    ),
)

NEVER_STORED = ("what Spotify answers, beyond the lists shown", "prompts", "visitors' addresses", "passwords")

OF_NOBODY = ("provider_state", "leader", "numbering")
"""Tables about the site itself."""


def rule(name: str) -> Rule:
    return next(found for found in RULES if found.name == name)


def said(kept: timedelta | None) -> str:
    """`24 hours`, `30 days`, `12 months`, `as long as the account`."""
    if kept is None:
        return "as long as the account"
    if kept <= DAY:
        return f"{kept // timedelta(hours=1)} hours"
    return f"{kept.days} days" if kept.days < 365 else f"{kept.days // 30} months"

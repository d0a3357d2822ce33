"""What an export holds of every table, and why the rest is left out (RELIABILITY.md P6).

A test compares both lists with the schema: a new column is in the export, or has its reason here.
"""

from dataclasses import dataclass
from typing import Literal

Key = Literal["id", "person_id", "profile_id", "version_id"]


@dataclass(frozen=True, slots=True)
class Part:
    """The exported columns of one table, and the column that says whose a row is."""

    key: Key
    columns: tuple[str, ...]


EXPORTED: dict[str, Part] = {
    "persons": Part("id", ("created_at", "member_number")),
    "connections": Part(
        "person_id", ("provider", "account_id", "user_id", "display_name", "status", "scope", "authorized_at")
    ),
    "sessions": Part("person_id", ("created_at", "seen_at")),
    "profiles": Part(
        "person_id",
        (
            "theme",
            "locale",
            "auto_refresh",
            "keep_fresh",
            "email",
            "email_opt_in",
            "email_confirmed_at",
            "hidden",
            "photo",
            "sections_off",
            "pinned",
            "release_url",
            "show_number",
            "revision",
            "is_public",
            "last_checked_at",
            "empty_answers",
            "created_at",
            "withheld",
            "withheld_at",
            "withheld_reason",
        ),
    ),
    "facts": Part(
        "profile_id",
        ("subject", "display_name", "role", "city", "instruments", "influences", "current_release", "tone"),
    ),
    "links": Part("profile_id", ("position", "label", "url", "hidden")),
    "handles": Part("profile_id", ("handle", "claimed_at", "retired_at")),
    "snapshots": Part("profile_id", ("fetched_at", "fingerprint", "music")),
    "copy_versions": Part("profile_id", ("id", "number", "state", "origin", "created_at")),
    "copy_texts": Part("version_id", ("version_id", "field", "album_id", "text", "source", "form", "sentences")),
    "published_versions": Part("profile_id", ("number", "published_at", "fingerprint", "own", "music", "card")),
    "assets": Part("profile_id", ("fingerprint", "content_type", "created_at")),
    "jobs": Part(
        "profile_id", ("kind", "due_at", "attempts", "outcome", "by_hand_at", "finished_at", "planned", "failures")
    ),
    "daily_counts": Part("profile_id", ("day", "kind", "item", "count")),
    "runs": Part("profile_id", ("kind", "scheduled_for", "started_at", "finished_at", "outcome")),
    "generations": Part(
        "person_id",
        (
            "part",
            "asked_at",
            "finished_at",
            "outcome",
            "writer",
            "fallback_reason",
            "model",
            "prompt_version",
            "cost_micro",
            "tokens_in",
            "tokens_cached",
            "tokens_out",
            "latency_ms",
            "rules",
            "version_ids",
        ),
    ),
    "mails": Part("person_id", ("kind", "step", "outcome", "created_at", "sent_at")),
    "notices": Part("person_id", ("topic", "message", "created_at", "resolved_at")),
    "audit": Part("person_id", ("happened_at", "action", "detail")),
}

_NUMBER = "our own number for a row; it says nothing about the person"
_OPENS = "opens something: a file that is passed on must not"
_MACHINERY = "how a worker holds a job; nothing about the person"

LEFT_OUT: dict[str, dict[str, str]] = {
    "persons": {"id": _NUMBER},
    "connections": {
        "id": _NUMBER,
        "person_id": _NUMBER,
        "access_token": _OPENS,
        "access_expires_at": "belongs to the token",
        "access_life_s": "belongs to the token",
        "refresh_token": _OPENS,
        "token_fingerprint": _OPENS,
        "sealed_at": "belongs to the token",
        "probed_at": "belongs to the token",
        "verify_since": "belongs to the token",
        "broken_at": "belongs to the token",
        "reminders": "how often we reminded; the mails say when",
        "lease_owner": _MACHINERY,
        "lease_until": _MACHINERY,
    },
    "sessions": {
        "id": _NUMBER,
        "person_id": _NUMBER,
        "token_hash": _OPENS,
        "admin_seen_at": "what an admin may do with this login",
        "second_factor_at": "what an admin may do with this login",
    },
    "profiles": {
        "id": _NUMBER,
        "person_id": _NUMBER,
        "published_version_id": _NUMBER,
        "visibility_epoch": _MACHINERY,
        "left_at": "empty for whoever can ask",
    },
    "facts": {"profile_id": _NUMBER},
    "links": {"id": _NUMBER, "profile_id": _NUMBER},
    "handles": {"profile_id": _NUMBER, "skeleton": "worked out from the handle"},
    "snapshots": {"id": _NUMBER, "profile_id": _NUMBER},
    "copy_versions": {"profile_id": _NUMBER},
    "copy_texts": {"id": _NUMBER},
    "published_versions": {"id": _NUMBER, "profile_id": _NUMBER},
    "assets": {"profile_id": _NUMBER, "content": "the picture and the one-sheet lie in the export as files"},
    "jobs": {
        "id": _NUMBER,
        "profile_id": _NUMBER,
        "scheduled_for": _MACHINERY,
        "priority": _MACHINERY,
        "generation": _MACHINERY,
        "lease_owner": _MACHINERY,
        "payload": _MACHINERY,
        "offset_s": _MACHINERY,
    },
    "daily_counts": {"profile_id": _NUMBER},
    "runs": {"id": _NUMBER, "profile_id": _NUMBER, "generation": _MACHINERY},
    "generations": {
        "id": _NUMBER,
        "person_id": _NUMBER,
        "profile_id": _NUMBER,
        "month": "bookkeeping of the site's budget",
        "reserved_micro": "bookkeeping of the site's budget",
        "reserved_at": "bookkeeping of the site's budget",
        "settled_at": "bookkeeping of the site's budget",
    },
    "mails": {
        "id": _NUMBER,
        "person_id": _NUMBER,
        "notice_id": _NUMBER,
        "key": _MACHINERY,
        "due_at": _MACHINERY,
        "generation": _MACHINERY,
        "lease_owner": _MACHINERY,
        "tries": _MACHINERY,
        "handed_at": _MACHINERY,
    },
    "notices": {
        "id": _NUMBER,
        "person_id": _NUMBER,
        "incident": "names the same thing by our own numbers",
        "steps": _MACHINERY,
        "next_step_at": _MACHINERY,
    },
    "audit": {"id": _NUMBER, "person_id": _NUMBER, "person_mark": "stands for people who were erased"},
}

TABLES_LEFT_OUT: dict[str, str] = {
    "oauth_attempts": "a sign-in under way: ten minutes old at most, and all of it opens something",
    "token_journal": _OPENS,
    "second_factors": _OPENS,
    "recovery_codes": _OPENS,
    "bio_shingles": "hashes of words of the bio, which is in the export",
    "waitlist": "addresses that belong to nobody here yet",
    "exports": "the export itself",
    "tombstones": "of people who left; whoever can ask is here",
    "reports": "words of visitors, for the people who run the site",
    "model_months": "the site's money, of nobody in particular",
    "numbering": "the last number that a member was given",
    "provider_state": "the site's own standing with Spotify",
    "leader": "which process works; of nobody",
}

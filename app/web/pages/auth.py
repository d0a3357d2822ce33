"""Signing in: the login page, and the words for every wrong turn on the way back from Spotify."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import freshness
from app.domain.local_path import STUDIO
from app.domain.sign_in import SignInFailed, WrongTurn
from app.web.pages.frame import Frame, private_frame
from app.web.pages.landing import demo_note

AGAIN = "Try again"
NOTHING_STORED = "Nothing was stored."


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginPage(Frame):
    """`templates/auth/login.html`."""

    next: str
    demo_note: str
    again: bool


@dataclass(frozen=True, slots=True)
class Action:
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackProblemPage(Frame):
    """`templates/auth/callback_problem.html`; `retry`: the action is the form that connects again."""

    heading: str
    sentence: str
    action: Action
    retry: bool


@dataclass(frozen=True, slots=True)
class Words:
    heading: str
    sentence: str
    label: str = AGAIN
    url: str = ""
    """Where the action leads; empty: it is the form that connects again."""
    status: int = 400
    """400: this callback led nowhere. 503: it is not the person's doing, later may help."""


WRONG_TURNS: dict[WrongTurn, Words] = {
    "denied": Words(
        "You said no to Spotify",
        f"That is fine. {NOTHING_STORED} Without Spotify's answer we cannot make your page; try again any time.",
    ),
    "state_missing": Words(
        "This link is incomplete",
        f"Spotify's answer came without the part that ties it to you. {NOTHING_STORED} Start the sign-in here again.",
    ),
    "state_unknown": Words(
        "This sign-in did not begin here",
        f"We do not know this sign-in, or it is days old. {NOTHING_STORED} Start again from here.",
    ),
    "foreign": Words(
        "This sign-in belongs to another browser",
        f"A sign-in has to end in the browser that it began in. {NOTHING_STORED} Start again in this one.",
    ),
    "reused": Words(
        "This sign-in was used already",
        "Each sign-in works once. If yours just went through, your studio is open; else it asks you to sign in.",
        "Go to your studio",
        STUDIO,
    ),
    "old": Words(
        "This sign-in took too long",
        f"For your safety a sign-in ends after ten minutes. {NOTHING_STORED} Start again; it takes a moment.",
    ),
    "unclear": Words(
        "Spotify's answer makes no sense",
        f"It says neither a plain yes nor a plain no. {NOTHING_STORED} Please start again.",
    ),
    "refused_by_spotify": Words(
        "Spotify stopped the sign-in",
        f"It gave a reason that we do not know. {NOTHING_STORED} Try again; if it happens again, tell whoever runs"
        " this site.",
    ),
    "code_refused": Words(
        "Spotify did not confirm the sign-in",
        f"Its answer was used before, or is too old. {NOTHING_STORED} Start again; it takes a moment.",
    ),
    "scope_too_small": Words(
        "One permission is missing",
        "Spotify did not give us your top artists and top tracks, and your page is made from them."
        f" {NOTHING_STORED} Try again and allow it.",
    ),
    "another_account": Words(
        "That is another Spotify account",
        "That is another Spotify account than the one this page belongs to. Nothing was changed. To use the other"
        " account, log out here first.",
        "Back to your studio",
        STUDIO,
    ),
    "not_allow_listed": Words(
        "Spotify does not let us read this account",
        "This site is in Spotify's test mode, and that account is not on its list. Nothing was changed. Ask whoever"
        " runs this site to add it.",
        "Back to your studio",
        STUDIO,
    ),
    "consent_lost": Words(
        "Spotify took its yes back",
        "The permission that you gave no longer counts at Spotify. Connect again; it takes a moment.",
    ),
    "full": Words(
        "All places are taken",
        f"This site begins with a few founding members, and all their places are taken. {NOTHING_STORED} Join the"
        " waitlist, and we write when there is one.",
        "Join the waitlist",
        "/waitlist",
        403,
    ),
    "spotify_down": Words(
        "Spotify does not answer",
        f"This is on their side, not yours. {NOTHING_STORED} Try again in a minute.",
        status=503,
    ),
    "app_rejected": Words(
        "Spotify refuses this site",
        f"Its own registration at Spotify needs repair; you did nothing wrong. {NOTHING_STORED} Whoever runs this site"
        " has to look at it.",
        "Back to the start",
        "/",
        503,
    ),
}


def login_page(next_path: str, *, again: bool) -> LoginPage:
    return LoginPage(title="Log in", next=next_path, demo_note=demo_note(), again=again, **private_frame())


def callback_problem_page(failure: SignInFailed, now: datetime) -> CallbackProblemPage:
    words = WRONG_TURNS[failure.turn]
    wait = freshness.wait(failure.retry_at, now) if failure.retry_at else "in a minute"
    return CallbackProblemPage(
        title=words.heading,
        heading=words.heading,
        sentence=words.sentence.replace("in a minute", wait),
        action=Action(words.label, words.url),
        retry=not words.url,
        **private_frame(),
    )


def callback_problem_status(failure: SignInFailed) -> int:
    return WRONG_TURNS[failure.turn].status

"""Every admin action, one line each; sections offer them by name."""

from app.web.admin_actions import engine, membership, people
from app.web.admin_actions.action import Action

__all__ = ["ACTIONS", "Action"]

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        engine.REFRESH_ONE,
        engine.RETRY_PARKED,
        membership.INVITE,
        people.TAKE_DOWN,
        people.SUSPEND,
        people.LIFT,
        people.DISMISS,
        people.END_SESSIONS,
        engine.PAUSE,
        engine.RESUME,
        engine.PROBE,
        engine.SEAL_ALL,
    )
}

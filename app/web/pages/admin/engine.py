"""Who leads, when it last looked, and whether an admin stopped it."""

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain import freshness
from app.web.admin_actions.engine import PAUSE, RESUME
from app.web.pages.admin.section import Row, Section, Trouble

if TYPE_CHECKING:
    from app.bootstrap import Services

SILENT = timedelta(minutes=1)
"""A leader looks every few seconds, and is replaced within 20 when it dies."""
STOPPED = "The engine is paused: nothing is refreshed, written or sent until you resume it."
NOBODY = "Nobody looks at the queue. See whether the server's processes run, and what their logs say."


def section(services: "Services") -> Section:
    engine, now = services.engine_status.engine(), services.now()
    if engine.ticked_at is None:
        silent, ticked = False, "never"
    else:
        silent, ticked = now - engine.ticked_at > SILENT, freshness.ago(engine.ticked_at, now)
    troubles = [Trouble(NOBODY, f"last look {ticked}")] if silent else []
    if engine.paused_at is not None:
        troubles.append(Trouble(STOPPED, freshness.ago(engine.paused_at, now)))
    paused = f"since {freshness.ago(engine.paused_at, now)}" if engine.paused_at else "no"
    return Section(
        name="engine",
        heading="Engine",
        brief="Paused" if engine.paused_at else f"Last look {ticked}",
        rows=(
            Row("Leader", engine.holder or "nobody yet"),
            Row(
                "Term", f"{engine.term}, begun {freshness.ago(engine.taken_at, now)}" if engine.taken_at else "none yet"
            ),
            Row("Last look at the queue", ticked, silent),
            Row("Last hourly round", freshness.ago(engine.swept_at, now) if engine.swept_at else "never"),
            Row("Paused", paused, engine.paused_at is not None),
        ),
        troubles=tuple(troubles),
        actions=(RESUME,) if engine.paused_at else (PAUSE,),
    )

"""How many new texts a person may still ask for, and the same in words (DESIGN.md section 8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from app.domain import freshness

HOURLY: Final = 10
DAILY: Final = 50
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left in the hour and the day that end now; with nothing left, `again_at` is when the next is possible."""

    hour: int
    day: int
    again_at: datetime | None

    @property
    def sentence(self) -> str:
        """What is left, in words, for the studio."""
        left, span = (self.day, "today") if self.day < self.hour else (self.hour, "this hour")
        return f"You have {left} new text{'' if left == 1 else 's'} left {span}."

    def used_up(self, now: datetime) -> str:
        """Why another text is not possible now, in words."""
        count, span = (HOURLY, "this hour") if self.day else (DAILY, "this day")
        when = freshness.at(self.again_at or now, now)
        return f"You have used your {count} new texts for {span}. The next one is possible {when}."


def remaining(asked: Sequence[datetime], now: datetime) -> Remaining:
    """From the times of the accepted wishes of the last 24 hours, in any order."""
    day = sorted(moment for moment in asked if moment > now - DAY)
    hour = [moment for moment in day if moment > now - HOUR]
    free = [
        _to_the_minute(moments[-most] + span)
        for moments, most, span in ((hour, HOURLY, HOUR), (day, DAILY, DAY))
        if len(moments) >= most
    ]
    return Remaining(max(0, HOURLY - len(hour)), max(0, DAILY - len(day)), max(free, default=None))


def _to_the_minute(moment: datetime) -> datetime:
    """Rounded up, so that whoever comes back at the minute that was named is let in."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)

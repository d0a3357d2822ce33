"""The stored tokens: what may be done with them, and when the consents behind them end."""

import calendar
from typing import TYPE_CHECKING

from app.web.admin_actions.engine import SEAL_ALL
from app.web.pages.admin.section import Row, Section

if TYPE_CHECKING:
    from app.bootstrap import Services


def section(services: "Services") -> Section:
    tokens = services.engine_status.tokens()
    states = [Row(name.replace("_", " ").capitalize(), str(count)) for name, count in sorted(tokens.states.items())]
    months = [
        Row(f"End in {calendar.month_name[month]} {year}", str(count)) for (year, month), count in tokens.months.items()
    ]
    spare = [Row("Kept in the journal only", str(tokens.spare))] if tokens.spare else []
    return Section(
        name="tokens",
        heading="Tokens",
        brief=", ".join(f"{count} {name}" for name, count in sorted(tokens.states.items())[:2]) or "none",
        rows=(*states, *spare, *months) or (Row("None", "0"),),
        actions=(SEAL_ALL,),
    )

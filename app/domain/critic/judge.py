"""The gate for every candidate text; the order of the rules is COPY.md's, cheap to dear."""

from collections.abc import Sequence

from app.domain.critic.duplicates import Fingerprint, near_duplicates
from app.domain.critic.findings import Finding, Kind, Verdict
from app.domain.critic.masking import mask
from app.domain.fact_sheet import FactSheet


def judge(sheet: FactSheet, text: str, kind: Kind = "bio", *, stored: Sequence[Fingerprint] = ()) -> Verdict:
    """Judge one text against its facts; never raises, whatever the text."""
    masked = mask(sheet, text)
    findings: list[Finding] = []
    if kind == "bio":
        findings += near_duplicates(masked, stored)
    return Verdict.of(findings)

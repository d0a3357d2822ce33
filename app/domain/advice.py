"""The critic's findings on the artist's own words, as advice: short, the weightiest first, and never a wall.

The critic is made for texts that a machine wrote: whatever it cannot trace to a fact is a fault there. A person may say
what no fact holds, so such findings come last, and a text in another language is not scolded word by word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.critic import Finding, Kind, judge
from app.domain.fact_sheet import FactSheet

MOST: Final = 4
LONGEST_MESSAGE: Final = 160
UNTRACED: Final = frozenset({"vocabulary", "ungrounded"})
"""Rules for what stands in no fact."""

FOREIGN: Final = 0.6
"""With more of its words unknown to the critic than this, a text is in another language."""

FEW_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of advice: the critic's rule, the words that it is about, and a sentence for the person."""

    rule: str
    span: str
    message: str


@dataclass(frozen=True, slots=True)
class Advice:
    """At most MOST remarks; `more` counts those left out."""

    remarks: tuple[Remark, ...] = ()
    more: int = 0


def advise(sheet: FactSheet, text: str, kind: Kind) -> Advice:
    """What to look at again in a text of the artist's own; nothing about an empty one. Never raises."""
    if not text.strip():
        return Advice()
    findings = judge(sheet, text, kind).findings
    untraced = sum(finding.rule in UNTRACED for finding in findings)
    size = len(text.split())
    if size >= FEW_WORDS and untraced > FOREIGN * size:
        findings = tuple(finding for finding in findings if finding.rule not in {*UNTRACED, "swap"})
    remarks = _told(sorted(findings, key=lambda finding: finding.rule in UNTRACED))
    return Advice(tuple(remarks[:MOST]), max(0, len(remarks) - MOST))


def _told(findings: Iterable[Finding]) -> list[Remark]:
    """Each sentence once, and one about each stretch of the text."""
    kept: list[Finding] = []
    for finding in findings:
        said = any(finding.message == other.message for other in kept)
        covered = finding.rule in UNTRACED and any(_overlap(finding, other) for other in kept)
        if not (said or covered):
            kept.append(finding)
    return [Remark(one.rule, one.span[:LONGEST_MESSAGE], _short(one.message)) for one in kept]


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _short(message: str) -> str:
    return message if len(message) <= LONGEST_MESSAGE else f"{message[: LONGEST_MESSAGE - 1]}…"

"""What the critic says: findings and the verdict that they add up to."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["bio", "caption"]
Tier = Literal[0, 1, 2, 3]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the rule's name, the offending text, and a sentence for the person.

    `start` and `end` are offsets into the judged text after Unicode normalisation (NFC). `tier` 1 rejects
    by itself; two of tier 2 or three of tier 3 reject together; tier 0 is advice and never rejects.
    """

    rule: str
    span: str
    message: str
    start: int = 0
    end: int = 0
    tier: Tier = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """The critic's answer; `findings` stand in the order of the text and include advice (tier 0)."""

    passed: bool
    findings: tuple[Finding, ...] = ()

    @classmethod
    def of(cls, findings: list[Finding]) -> "Verdict":
        """Weigh the findings by their tiers."""
        counts = {tier: sum(1 for finding in findings if finding.tier == tier) for tier in (1, 2, 3)}
        rejected = counts[1] >= 1 or counts[2] >= 2 or counts[3] >= 3
        return cls(not rejected, tuple(sorted(findings, key=lambda finding: (finding.start, finding.tier))))

"""The critic: decides whether a text may be shown, and says why not in words for the person."""

from app.domain.critic.duplicates import THRESHOLD, Fingerprint, Neighbours, nobody, shingles
from app.domain.critic.findings import Finding, Kind, Verdict
from app.domain.critic.judge import judge
from app.domain.critic.masking import MaskedText, Slot, mask

__all__ = [
    "THRESHOLD",
    "Finding",
    "Fingerprint",
    "Kind",
    "MaskedText",
    "Neighbours",
    "Slot",
    "Verdict",
    "judge",
    "mask",
    "nobody",
    "shingles",
]

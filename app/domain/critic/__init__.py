"""The critic: decides whether a text may be shown, and says why not in words for the person."""

from app.domain.critic.duplicates import Fingerprint, shingles
from app.domain.critic.findings import Finding, Kind, Verdict
from app.domain.critic.judge import judge
from app.domain.critic.masking import MaskedText, Slot, mask

__all__ = ["Finding", "Fingerprint", "Kind", "MaskedText", "Slot", "Verdict", "judge", "mask", "shingles"]

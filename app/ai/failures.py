"""How asking a model can fail. Every failure has one reaction: the grounded writer answers."""

from typing import Literal

from app.domain.model_money import Usage

Reason = Literal[
    "timeout",
    "network",
    "server",
    "rate_limited",
    "quota",
    "key_refused",
    "request_refused",
    "refusal",
    "truncated",
    "garbage",
    "wrong_schema",
    "oversize",
    "empty",
]


class ModelFailed(Exception):
    """No usable answer. `charged` says whether it may have cost something; `usage` what the provider counted, if so.

    `retry_after_s` is the provider's wish, written down by whoever calls and never slept through.
    """

    def __init__(
        self, reason: Reason, *, charged: bool, usage: Usage | None = None, retry_after_s: int | None = None
    ) -> None:
        super().__init__(f"the model did not answer: {reason}")
        self.reason: Reason = reason
        self.charged = charged
        self.usage = usage or Usage()
        self.retry_after_s = retry_after_s

"""What a model's answer costs, in whole micro-dollars, always rounded up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them; None where it said nothing. `cached` is part of `tokens_in`."""

    tokens_in: int | None = None
    cached: int | None = None
    tokens_out: int | None = None


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars per million tokens, which is micro-dollars per token."""

    input: Decimal
    cached: Decimal
    output: Decimal

    def cost(self, usage: Usage) -> int | None:
        """Micro-dollars; None when the provider did not count what it charges for."""
        if usage.tokens_in is None or usage.tokens_out is None:
            return None
        cached = min(usage.cached or 0, usage.tokens_in)
        fresh = usage.tokens_in - cached
        return _up(fresh * self.input + cached * self.cached + usage.tokens_out * self.output)

    def worst(self, tokens_in: int, tokens_out: int) -> int:
        """Micro-dollars that so many tokens may cost at most."""
        return _up(tokens_in * max(self.input, self.cached) + tokens_out * self.output)


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it goes into the books: `charged` is its cost, or its worst case where nobody said."""

    usage: Usage
    charged: int


@dataclass(frozen=True, slots=True)
class Bill:
    """What all calls for one wish came to; `tokens_*` are None where a call did not say."""

    charged: int = 0
    usage: Usage = Usage()

    @classmethod
    def of(cls, calls: Iterable[Call]) -> "Bill":
        made = list(calls)
        usage = Usage(
            _sum([call.usage.tokens_in for call in made]),
            _sum([call.usage.cached for call in made]),
            _sum([call.usage.tokens_out for call in made]),
        )
        return cls(sum(call.charged for call in made), usage)


def micro(dollars: Decimal) -> int:
    """A budget in whole micro-dollars, rounded down."""
    return int(dollars * MICRO)


def in_words(micro_dollars: int) -> str:
    """`$1.25`, and `$0.0042` for what is less than a cent."""
    dollars = micro_dollars / MICRO
    return f"${dollars:.2f}" if dollars >= 0.01 or not micro_dollars else f"${dollars:.4f}"


def _up(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_CEILING))


def _sum(counts: list[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if counts and len(known) == len(counts) else None

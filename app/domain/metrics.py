"""Figures for machines that watch, in Prometheus' text format."""

from collections.abc import Iterator

Sample = tuple[str, str, float]
"""Name, label (`window="30s"`, or empty), value."""


def as_text(samples: list[Sample]) -> str:
    """Version 0.0.4 of the format."""
    return "".join(f"{line}\n" for line in _lines(samples))


def _lines(samples: list[Sample]) -> Iterator[str]:
    named = ""
    for name, label, value in samples:
        if name != named:
            named = name
            yield f"# TYPE {name} gauge"
        yield f"{name}{{{label}}} {value:g}" if label else f"{name} {value:g}"

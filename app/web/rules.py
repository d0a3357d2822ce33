"""The site's addresses. What builds one is compiled when the first is built: most of a process's ninety never are."""

from collections.abc import Callable
from typing import Any

from werkzeug.routing import Rule


class LateRule(Rule):
    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        """What werkzeug compiles for every rule, twice, at a start (measured: a third of a millisecond for each)."""
        compiled = super()._compile_builder

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            ready: Callable[..., tuple[str, str]] = compiled(append_unknown).__get__(rule, None)
            setattr(rule, "_build_unknown" if append_unknown else "_build", ready)
            return ready(**values)

        return build

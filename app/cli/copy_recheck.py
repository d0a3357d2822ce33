"""`flask copy recheck`: judge the texts in all drafts again, after the rules became stricter."""

import json

import click

from app.cli import environment
from app.services.recheck import Rechecked


@click.command("recheck")
def recheck_command() -> None:
    """Judge every text in a draft that was not written by hand, and queue a better one where it fails.

    Prints {"profile", "field", "verdict", "findings"} per text; `profile` is the handle, null before it is claimed, and
    `field` is bio or caption.<album id>. Nothing is replaced, and nothing is queued twice.
    """
    for text in environment.services().recheck.run():
        click.echo(json.dumps(_line(text), ensure_ascii=False))


def _line(text: Rechecked) -> dict[str, object]:
    weighing = [finding for finding in text.verdict.findings if finding.tier > 0]
    return {
        "profile": text.handle,
        "field": text.field,
        "verdict": "pass" if text.verdict.passed else "reject",
        "findings": [{"rule": one.rule, "span": one.span, "message": one.message} for one in weighing],
    }

"""`flask copy judge FILE`: judge texts against their facts, JSON lines in and out (COPY.md)."""

import json
import sys
from collections.abc import Iterator
from typing import IO, Any

import click

from app.domain.critic import Finding, Kind, Verdict, judge
from app.domain.fact_sheet import FactSheet, parse

UNREADABLE = 2


@click.command("judge")
@click.argument("file", type=click.File("rb"))
def judge_command(file: IO[bytes]) -> None:
    """Judge each line of FILE (- for standard input): {"id", "facts", "text"[, "kind"]}.

    Prints {"id", "verdict", "findings"} per line, in input order; `span` is the offending text as it
    stands. A line that cannot be read is named on stderr and passed over; the exit status is then 2.
    """
    unreadable = False
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            key, sheet, text, kind = _read(line)
        except (ValueError, RecursionError) as fault:
            unreadable = True
            click.echo(f"line {number}: {fault}", err=True)
            continue
        click.echo(_printed({"id": key, **_answer(judge(sheet, text, kind))}))
    if unreadable:
        sys.exit(UNREADABLE)


def _read(line: bytes) -> tuple[Any, FactSheet, str, Kind]:
    """The parts of one line; raises ValueError with the reason when the line does not have the shape."""
    document = json.loads(line.decode("utf-8-sig"))
    if not isinstance(document, dict):
        raise ValueError("a line must be a JSON object")
    facts, text, kind = document.get("facts"), document.get("text"), document.get("kind", "bio")
    if not isinstance(facts, dict):
        raise ValueError("facts must be an object")
    if not isinstance(text, str):
        raise ValueError("text must be text")
    if kind not in ("bio", "caption"):
        raise ValueError("kind must be bio or caption")
    sheet = parse(facts)
    return document.get("id", sheet.id), sheet, text, kind


def _answer(verdict: Verdict) -> dict[str, Any]:
    return {"verdict": "pass" if verdict.passed else "reject", "findings": list(_findings(verdict))}


def _findings(verdict: Verdict) -> Iterator[dict[str, str]]:
    """What weighs in the verdict; advice is for the studio, not for this command."""
    weighing: list[Finding] = [finding for finding in verdict.findings if finding.tier > 0]
    for finding in weighing:
        yield {"rule": finding.rule, "span": finding.span, "message": finding.message}


def _printed(answer: dict[str, Any]) -> str:
    """One line of JSON; a lone surrogate in a text is escaped, because no terminal could print it."""
    line = json.dumps(answer, ensure_ascii=False)
    return line if line.isascii() or not any("\ud800" <= char <= "\udfff" for char in line) else json.dumps(answer)

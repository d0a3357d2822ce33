"""`flask copy write FILE`: a bio and captions for every fact sheet of a file, without a database or a network."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

import click

from app.domain.fact_sheet import FactSheet, parse
from app.domain.writer import Draft, Ledger, compose

ModelWriter = Callable[[FactSheet], Draft]
"""Writes one draft with the configured model."""

UNREADABLE: Final = 2
NO_MODEL: Final = "--model needs a model that is not configured: set OPENAI_API_KEY, or leave --model out."


def build_command(model_writer: Callable[[], ModelWriter] | None = None) -> click.Command:
    """The command; `model_writer` builds what --model calls, and is called only when the flag is given."""

    @click.command("write")
    @click.argument("file", type=click.File("rb"))
    @click.option("--seed", type=int, default=0, show_default=True, help="Same file and seed: same bytes.")
    @click.option("--times", type=click.IntRange(min=1), help="Texts per sheet; adds `run` to each line.")
    @click.option("--model", is_flag=True, help="Let the configured model write, not the grounded writer.")
    def write(file: IO[bytes], seed: int, times: int | None, model: bool) -> None:
        """Write a bio and captions for each fact sheet in FILE (JSON lines; - for standard input).

        A line that cannot be read is named on stderr and passed over; the exit status is then 2.
        """
        if model and model_writer is None:
            raise click.UsageError(NO_MODEL)
        writer = model_writer() if model and model_writer is not None else None
        shared, unreadable = Ledger(), False
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                key, sheet = _read(line)
            except (ValueError, RecursionError) as fault:
                click.echo(f"line {number}: {fault}", err=True)
                unreadable = True
                continue
            for run, draft in enumerate(_drafts(sheet, seed, times or 1, shared, writer), start=1):
                numbered = {} if times is None else {"run": run}
                click.echo(_printed({"id": key, **_answer(draft), **numbered}))
        if unreadable:
            sys.exit(UNREADABLE)

    return write


def _read(line: bytes) -> tuple[Any, FactSheet]:
    """The id as it was given, and the sheet; raises ValueError with the reason when the line is no fact sheet."""
    document = json.loads(line.decode("utf-8"))
    if not isinstance(document, dict):
        raise ValueError("a fact sheet must be an object")
    return document.get("id", ""), parse(document)


def _drafts(
    sheet: FactSheet, seed: int, times: int, shared: Ledger, model_writer: ModelWriter | None
) -> Iterator[Draft]:
    used: list[str] = []
    for _ in range(times):
        if model_writer is None:
            draft = compose(sheet, seed=seed, used_forms=used, elsewhere=shared)
        else:
            draft = model_writer(sheet)
        for form in draft.forms:
            shared.add(form)
        used.extend(draft.forms)
        yield draft


def _answer(draft: Draft) -> dict[str, Any]:
    return {
        "bio": draft.bio.text if draft.bio else None,
        "captions": [{"album": caption.album, "text": caption.text} for caption in draft.captions],
        "declined": draft.declined,
        "findings": [],
    }


def _printed(answer: dict[str, Any]) -> str:
    """One line of JSON in plain characters, escaped only where a lone surrogate cannot be written."""
    line = json.dumps(answer, ensure_ascii=False)
    lone = any("\ud800" <= char <= "\udfff" for char in line)
    return json.dumps(answer) if lone else line


write_command = build_command()
"""`flask copy write` with the grounded writer alone."""

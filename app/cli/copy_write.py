"""`flask copy write FILE`: a bio and captions for every fact sheet of a file, without a database or a network."""

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, TextIO

import click

from app.domain.fact_sheet import FactSheet, parse
from app.domain.writer import Draft, Ledger, compose

ModelWriter = Callable[[FactSheet], Draft]
"""What --model calls once per text; plugged in by the composition root as `ctx.obj["model_writer"]`."""

UNREADABLE = 2


@click.command("write")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--seed", type=int, default=0, show_default=True, help="Same file and seed: same bytes.")
@click.option("--times", type=click.IntRange(min=1), default=None, help="Texts per sheet; adds `run` to each line.")
@click.option("--model", is_flag=True, help="Let the configured model write instead of the grounded writer.")
@click.pass_context
def write_command(ctx: click.Context, file: TextIO, seed: int, times: int | None, model: bool) -> None:
    """Write a bio and captions for each fact sheet in FILE (JSON lines; - for standard input)."""
    model_writer = _model_writer(ctx) if model else None
    shared = Ledger()
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            sheet = _read(line)
        except ValueError as error:
            click.echo(f"line {number}: {error}", err=True)
            sys.exit(UNREADABLE)
        for run, draft in enumerate(_drafts(sheet, seed, times or 1, shared, model_writer), start=1):
            answer = _answer(sheet, draft)
            if times is not None:
                answer["run"] = run
            click.echo(json.dumps(answer, ensure_ascii=False))


def _read(line: str) -> FactSheet:
    document = json.loads(line)
    if not isinstance(document, dict):
        raise ValueError("a fact sheet must be an object")
    return parse(document)


def _drafts(
    sheet: FactSheet, seed: int, times: int, shared: Ledger, model_writer: ModelWriter | None
) -> Iterator[Draft]:
    used: list[str] = []
    for _ in range(times):
        draft = model_writer(sheet) if model_writer else compose(sheet, seed=seed, used_forms=used, elsewhere=shared)
        for form in draft.forms:
            shared.add(form)
        used.extend(draft.forms)
        yield draft


def _answer(sheet: FactSheet, draft: Draft) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "bio": draft.bio.text if draft.bio else None,
        "captions": [{"album": caption.album, "text": caption.text} for caption in draft.captions],
        "declined": draft.declined,
        "findings": [],
    }


def _model_writer(ctx: click.Context) -> ModelWriter:
    plugged = ctx.obj.get("model_writer") if isinstance(ctx.obj, dict) else None
    if not callable(plugged):
        raise click.UsageError("--model needs a model: set OPENAI_API_KEY (and OPENAI_MODEL), or leave --model out.")
    writer: ModelWriter = plugged
    return writer

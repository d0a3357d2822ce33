"""`flask backup`: one file with everything, and the way back from it."""

from pathlib import Path
from typing import TextIO

import click

from app.cli import environment
from app.db.dump import BadDump

KEYS = "TOKEN_KEYS is not in it: keep that apart, without it no stored token opens."


@click.group("backup", help="Keep a copy of everything, and come back from one.")
def backup_commands() -> None:
    pass


@backup_commands.command("create")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def create(file: Path) -> None:
    """Write everything to FILE, as it stands at one moment; the site may go on working."""
    try:
        manifest = environment.services().backup.create(file)
    except (BadDump, OSError) as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"{file}: {sum(manifest.rows.values())} rows of revision {manifest.revision}")
    click.echo(KEYS, err=True)


@backup_commands.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tombstones", type=click.File("r"), help="Who left since, from `flask backup tombstones`.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def restore(file: Path, tombstones: TextIO | None, yes: bool) -> None:
    """Replace everything in the database by FILE. Stop the site first.

    Whoever left after the backup leaves again: by the tombstones of the database as it is now, and by those given.
    """
    if not yes:
        click.confirm("This replaces everything in the database. Go on?", abort=True)
    try:
        done = environment.services().backup.restore(file, tombstones or ())
    except BadDump as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(
        f"restored {done.rows} rows of {done.made_at}; {done.left_again} people who had left are gone again;"
        f" {done.to_verify} tokens have to prove themselves"
    )


@backup_commands.command("tombstones")
def tombstones() -> None:
    """Print who left, as JSON lines of hashes and times; keep them where the backups are not."""
    for line in environment.services().backup.tombstones():
        click.echo(line)

"""`flask keys`: the keys that encrypt tokens."""

import click

from app.cli import environment
from app.vault import generate_key


@click.group("keys", help="Keys that encrypt tokens.")
def keys_commands() -> None:
    pass


@keys_commands.command("generate")
def generate() -> None:
    """Print a new value for TOKEN_KEYS; put it before the older ones, with a comma."""
    click.echo(generate_key())


@keys_commands.command("status")
def status() -> None:
    """Say how many stored values each key of TOKEN_KEYS sealed; exit code 1 when a key is missing."""
    found = environment.services().keys.status()
    for use in found.keys:
        said = "newest" if use.newest else "older, can be removed" if not use.values else "older, run keys rotate"
        click.echo(f"{use.key_id}  {use.values:>6} values  {said}")
    if found.unknown:
        click.echo(f"{'?':8}  {found.unknown:>6} values  sealed with a key that TOKEN_KEYS does not list: put it back")
        raise click.exceptions.Exit(1)


@keys_commands.command("rotate")
def rotate() -> None:
    """Seal everything with the newest key, in batches, while the site runs. Safe to run twice."""
    done = environment.services().keys.rotate()
    click.echo(f"{done.resealed} values sealed with the newest key, {done.overtaken} renewed by the site meanwhile")
    if done.unreadable:
        raise click.ClickException(f"{done.unreadable} values could not be opened. `flask keys status` says more.")

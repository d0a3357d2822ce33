"""`flask keys`: the keys that encrypt tokens."""

import click

from app.vault import generate_key


@click.group("keys", help="Keys that encrypt tokens.")
def keys_commands() -> None:
    pass


@keys_commands.command("generate")
def generate() -> None:
    """Print a new value for TOKEN_KEYS; put it before the older ones, with a comma."""
    click.echo(generate_key())

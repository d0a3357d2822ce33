"""`flask engine`: stop and start all background work. `flask tokens`: the command for an incident."""

import click

from app.cli import environment


@click.group("engine", help="All background work of this site.")
def engine_commands() -> None:
    pass


@engine_commands.command("pause")
def pause() -> None:
    """No process refreshes, writes, probes or sends until it is resumed."""
    environment.services().engine_control.pause(None)
    click.echo("paused")


@engine_commands.command("resume")
def resume() -> None:
    """Work goes on where it stopped."""
    environment.services().engine_control.resume(None)
    click.echo("resumed")


@click.group("tokens", help="The stored tokens.")
def tokens_commands() -> None:
    pass


@tokens_commands.command("seal-all")
@click.confirmation_option(prompt="Seal every connection, and ask every artist to reconnect?")
def seal_all() -> None:
    """After a leaked key or secret: no stored token is ever used again. Cannot be undone."""
    click.echo(f"{environment.services().engine_control.seal_all(None)} sealed")

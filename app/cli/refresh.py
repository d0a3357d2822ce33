"""`flask refresh HANDLE`: queue one profile's refresh, as its button does."""

import click

from app.cli import environment
from app.domain.jobs import REFRESH
from app.domain.refusals import NotThere


@click.command("refresh")
@click.argument("handle")
@click.option("--wait", is_flag=True, help="Do it now, in this process.")
def refresh_command(handle: str, wait: bool) -> None:
    """Queue a refresh of HANDLE's profile; any running process picks it up."""
    services, handle = environment.services(), handle.strip().lower()
    try:
        profile_id = services.refresh.by_handle(handle)
    except NotThere as refusal:
        raise click.ClickException(refusal.sentence) from None
    if not wait:
        click.echo(f"{handle}: queued")
        return
    outcome = services.runner.run_next(profile_id, REFRESH)
    click.echo(f"{handle}: {outcome or 'another process has it'}")
    if outcome not in (None, "done"):
        raise click.exceptions.Exit(1)

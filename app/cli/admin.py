"""`flask admin`: the second factor of those whom ADMINS names."""

import click
import segno

from app.cli import environment
from app.domain.refusals import NotThere


@click.group("admin", help="The second factor of the admins.")
def admin_commands() -> None:
    pass


@admin_commands.command("list")
def list_admins() -> None:
    """Say of each account in ADMINS whether it signed in once and has a second factor."""
    services = environment.services()
    for admin in services.second_factor.states(services.settings.admins):
        if not admin.known:
            said = "has not signed in yet"
        elif not admin.has_factor:
            said = "has no second factor"
        else:
            said = f"has a second factor, {admin.recovery_left} recovery codes left"
        click.echo(f"{admin.account_id}  {said}")


@admin_commands.command("totp")
@click.argument("account_id")
def totp(account_id: str) -> None:
    """Give ACCOUNT_ID a new second factor: a QR code for an authenticator app, and recovery codes, shown once."""
    services = environment.services()
    if account_id not in services.settings.admins:
        raise click.ClickException(f"ADMINS does not name {account_id}.")
    try:
        made = services.second_factor.set_up(account_id)
    except NotThere as refusal:
        raise click.ClickException(refusal.sentence) from None
    segno.make(made.uri).terminal(compact=True)
    click.echo(f"\n{made.uri}\n\nRecovery codes, each for one use. Keep them where the phone is not:")
    for code in made.recovery_codes:
        click.echo(f"  {code}")
    click.echo("\nNone of this is shown again. The former second factor no longer works.")

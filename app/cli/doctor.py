"""`flask doctor`: names each fault of the settings, and tries each outside system."""

import click

from app import logs
from app.bootstrap import build
from app.settings import Settings, SettingsError


@click.command("doctor")
def doctor_command() -> None:
    """Check the settings, the database, the keys and Spotify; exit code 1 when something is wrong."""
    try:
        settings = Settings.load()
    except SettingsError as exc:
        for fault in exc.faults:
            click.echo(f"wrong  {fault}")
        raise click.exceptions.Exit(1) from None
    logs.follow(settings)
    click.echo("ok     settings")
    findings = build(settings).diagnosis.findings()
    for finding in findings:
        click.echo(f"{'ok    ' if finding.ok else 'wrong '} {finding.name}: {finding.sentence}")
    if not all(finding.ok for finding in findings):
        raise click.exceptions.Exit(1)

"""The `flask` commands: `flask --app wsgi admin|db|keys|copy|doctor|refresh`."""

from flask import Flask
from flask.cli import AppGroup

from app.cli.admin import admin_commands
from app.cli.backup import backup_commands
from app.cli.copy_judge import judge_command
from app.cli.copy_model import model_writer
from app.cli.copy_recheck import recheck_command
from app.cli.copy_write import build_command
from app.cli.db import db_commands
from app.cli.doctor import doctor_command
from app.cli.engine import engine_commands, tokens_commands
from app.cli.keys import keys_commands
from app.cli.refresh import refresh_command

copy_commands = AppGroup("copy", help="Write and judge texts from fact sheets, one JSON object per line.")
copy_commands.add_command(build_command(model_writer))
copy_commands.add_command(judge_command)
copy_commands.add_command(recheck_command)


def create_command_app() -> Flask:
    app = Flask("anchor")
    for command in (
        db_commands,
        keys_commands,
        copy_commands,
        doctor_command,
        refresh_command,
        admin_commands,
        backup_commands,
        engine_commands,
        tokens_commands,
    ):
        app.cli.add_command(command)
    return app

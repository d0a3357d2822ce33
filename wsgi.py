"""gunicorn serves `app`; the flask command finds its commands on it, also where no setting is made."""

import os

from app import create_app, create_commands
from app.settings import Settings

app = create_commands() if os.environ.get("FLASK_RUN_FROM_CLI") else create_app(Settings.load())

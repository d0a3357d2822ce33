"""The site without its page cache: each request is drawn, as the first one after a publish is."""

from app import create_app
from app.settings import Settings

app = create_app(Settings.load())
app.wsgi_app = app.extensions["anchor.page_cache"].app

"""The small pictures by which a theme is chosen: `python -m tests.templates.theme_pictures` after a theme changed."""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from app.domain.themes import THEMES
from tests.templates.look import artwork, served_copy
from tests.templates.render import ROOT, render
from tests.templates.samples import SAMPLES

WIDTH, HEIGHT = 240, 300


def main() -> None:
    target = ROOT / "static" / "img" / "themes"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        out = Path(folder)
        served = served_copy(out)
        artwork(out)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for theme in THEMES:
            file = out / f"{theme}.html"
            file.write_text(
                render("public/page.html", SAMPLES["public/page.html", f"{theme} full"], static_base=served.as_uri())
            )
            tab = browser.new_page(viewport={"width": 480, "height": 600}, color_scheme="light")
            tab.goto(file.as_uri())
            tab.wait_for_timeout(300)
            picture = Image.open(io.BytesIO(tab.screenshot()))
            picture.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).convert("RGB").save(
                target / f"{theme}.webp", quality=80, method=6
            )
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()

"""Screenshots of every sample at 390 and 1280 px, light and dark: `python -m tests.templates.look OUT [word ...]`.

Only samples whose template or name contains one of the words are taken; none means all.
"""

import io
import shutil
import sys
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import sync_playwright

from app.domain.palette import palettes
from app.domain.themes import THEMES
from app.media import preview_image
from app.web.static_files import content
from tests.templates.render import ROOT, render
from tests.templates.rooms import SAMPLES
from tests.templates.samples import ALBUMS


def served_copy(out: Path) -> Path:
    """The static files as the site serves them, themes joined, for pages that open from disk."""
    served = Path(shutil.copytree(ROOT / "static", out / "static", dirs_exist_ok=True)).absolute()
    for theme in THEMES:
        path = f"css/themes/{theme}.css"
        (served / path).write_bytes(content(ROOT / "static", path))
    return served


def artwork(out: Path) -> None:
    """Covers, a photo and a preview image for the samples."""
    art = out / "art"
    art.mkdir(parents=True, exist_ok=True)
    for place, (identity, _, _, _, _, size) in enumerate(ALBUMS):
        flat = Image.new("RGB", (size, size), palettes()[place * 4 + 1].block)
        flat.paste(Image.new("RGB", (size // 2, size), palettes()[place * 3].block), (size // 4, 0))
        flat.save(art / f"{identity}.jpg")
    drawn = ImageOps.fit(Image.effect_mandelbrot((900, 1200), (-1.6, -1.2, 0.6, 1.4), 90), (900, 1200))
    ImageOps.colorize(drawn, "#2b2118", "#f0d9b8", "#a4643c").save(art / "photo.webp")
    card = preview_image.draw(preview_image.default_card("Mara Lindqvist", "anchor.example/mara"))
    Image.open(io.BytesIO(card.jpeg)).save(art / "card.jpg")


def main(out: Path, words: list[str], widths: tuple[int, ...] = (390, 1280)) -> None:
    served = served_copy(out)
    artwork(out)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        for (template, sample), page in SAMPLES.items():
            name = f"{template}-{sample}".replace("/", "-").replace(".html", "").replace(" ", "-")
            if words and not any(word in name for word in words):
                continue
            file = out / f"{name}.html"
            file.write_text(render(template, page, static_base=served.as_uri()))
            for scheme in ("light", "dark"):
                for width in widths:
                    tab = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
                    tab.goto(file.as_uri())
                    tab.wait_for_timeout(150)
                    tab.screenshot(path=out / f"{name}-{width}-{scheme}.png", full_page=True)
                    over = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
                    if over > 0:
                        print(f"{name} {width}: {over} px wider than the screen")  # noqa: T201 - a script for people
                    tab.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

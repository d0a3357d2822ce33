"""The checkers from npm: vnu, html-validate and Lighthouse in processes of their own, axe-core inside the browser.

They are installed once into .venv/node, which git ignores.
"""

import json
import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Any

from bench.contenders import say
from tests.ground.browser import CHROMIUM
from tests.ground.served import PROJECT

NODE = PROJECT / ".venv" / "node"
NEEDED = ("node", "npm", "java")
RULES = {
    "extends": ["html-validate:recommended", "html-validate:document"],
    "rules": {
        "long-title": "off",  # an artist's name is as long as it is
        "void-style": "off",  # a matter of taste, both are HTML
        "no-trailing-whitespace": "off",
        "form-dup-name": "off",  # lists are sent as repeated fields: that is the form's contract
        "require-sri": ["error", {"target": "crossorigin"}],  # our own files carry their hash in the address
    },
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def install() -> None:
    """Raises SystemExit with what is missing."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        raise SystemExit(f"missing: {', '.join(missing)}. On Debian: apt-get install nodejs npm default-jre-headless")
    listed = (Path(__file__).parent / "package.json").read_text()
    NODE.mkdir(parents=True, exist_ok=True)
    seal = NODE / "package.json"
    if seal.exists() and seal.read_text() == listed and (NODE / "node_modules" / "axe-core").exists():
        return
    say("installing the checkers from npm into .venv/node")
    seal.write_text(listed)
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=NODE,
        check=True,
        env=os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"},
    )


def program(name: str) -> str:
    return str(NODE / "node_modules" / ".bin" / name)


def axe_source() -> str:
    return (NODE / "node_modules" / "axe-core" / "axe.min.js").read_text()


def vnu(folder: Path) -> list[str]:
    """What the Nu HTML checker says of the pages in this folder, errors and warnings."""
    jar = NODE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = subprocess.run(
        ["java", "-Xss1m", "-jar", str(jar), "--format", "json", "--skip-non-html", str(folder)],
        capture_output=True,
        check=False,
    )
    return [
        f"{Path(one['url']).name}:{one.get('lastLine', '?')} {one.get('subType') or one['type']}: {one['message']}"
        for one in json.loads(told.stderr or told.stdout)["messages"]
    ]


def html_validate(folder: Path) -> list[str]:
    rules = folder / ".htmlvalidate.json"
    report = folder / "html-validate.json"
    rules.write_text(json.dumps({"root": True, **RULES}))
    told = subprocess.run(
        [program("html-validate"), "--formatter", f"json={report}", "--config", rules, folder],
        capture_output=True,
        check=False,
    )
    if not report.exists():
        raise SystemExit(f"html-validate said nothing: {told.stderr.decode()}")
    return [
        f"{Path(page['filePath']).name}:{one['line']} {one['ruleId']}: {one['message']}"
        for page in json.loads(report.read_text())
        for one in page["messages"]
    ]


def lighthouse(url: str, times: int) -> tuple[dict[str, float], Counter[str]]:
    """The median score of each category, of 100, on a slow phone; and which audits were not perfect, how often."""
    scores: dict[str, list[float]] = {name: [] for name in CATEGORIES}
    flaws: Counter[str] = Counter()
    for _ in range(times):
        told = subprocess.run(
            [
                program("lighthouse"),
                url,
                "--output=json",
                "--quiet",
                f"--only-categories={','.join(CATEGORIES)}",
                "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage --disable-gpu",
            ],
            capture_output=True,
            check=False,
            env=os.environ | {"CHROME_PATH": str(CHROMIUM)},
        )
        if told.returncode:
            raise SystemExit(f"lighthouse ended with {told.returncode}: {told.stderr.decode()[-800:]}")
        report: dict[str, Any] = json.loads(told.stdout)
        for name in CATEGORIES:
            scores[name].append(report["categories"][name]["score"] * 100)
            for part in report["categories"][name]["auditRefs"]:
                score = report["audits"][part["id"]]["score"]
                if score is not None and score < 0.9 and part["weight"]:
                    flaws[part["id"]] += 1
    return {name: median(found) for name, found in scores.items()}, flaws

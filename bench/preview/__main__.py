"""Our preview images beside satori + resvg on the same nine names: `python -m bench.preview`.

Both keep a process open and draw in turns; npm installs satori into a temporary folder. Cold is from the start of a
process to its first picture. satori's pictures are PNG, because resvg writes nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.contenders import say
from bench.public_page import judge
from tests.ground.served import PROJECT

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
COLD = 9
NAMES = {
    "Latin": "Mara Lindqvist",
    "Japanese": "山田 花子 トリオ",
    "Arabic": "فرقة ليلى المساء",
    "Korean": "한여름 밤의 기타",
    "emoji": "🎸🔥 Neon Kids 🎷",
    "mixed": "Beyoncé × 宇多田ヒカル & فيروز 2",
    "Hindi, Thai": "अनुष्का राव ฟ้าใส",
    "very long": "The Extraordinarily Long-Winded Philharmonic Society for Unfinished Symphonies and Lost Causes",
    "unbroken": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
}


@dataclass(slots=True)
class Painter:
    """A way to draw: the command, where it runs, and what came of it."""

    name: str
    command: list[str]
    folder: Path
    environment: dict[str, str]
    ms: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in NAMES})
    sizes: dict[str, int] = field(default_factory=dict)
    cold_ms: list[float] = field(default_factory=list)
    peak_mib: float = 0
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def draw(self, name: str) -> dict[str, object]:
        assert self.process is not None and self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps({"name": NAMES[name], "role": "Singer, Bergen"}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{self.name} ended while it drew {name}")
        return json.loads(line)

    def stop(self) -> None:
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        self.peak_mib = int(status.partition("VmHWM:")[2].split()[0]) / 1024
        self.process.kill()
        self.process.wait()

    def begin_cold(self) -> None:
        began = time.perf_counter()
        self.start()
        self.draw("Latin")
        self.cold_ms.append((time.perf_counter() - began) * 1000)
        self.stop()

    @property
    def warm(self) -> float:
        return median(median(found) for found in self.ms.values())


def main() -> None:
    if shutil.which("npm") is None:
        raise SystemExit("npm is missing: apt-get install nodejs npm")
    with tempfile.TemporaryDirectory(prefix="anchor-preview-") as name:
        folder = Path(name)
        here = Path(__file__).parent
        for file in ("package.json", "satori.mjs"):
            shutil.copy(here / file, folder)
        say("npm installs satori and resvg into a temporary folder")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True)
        # Compiled once and kept, as in the image that production runs, and node as it comes.
        compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        compiled["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        ours = Painter("ours", [sys.executable, "-m", "bench.preview.ours"], PROJECT, compiled)
        satori = Painter("satori + resvg", ["node", "satori.mjs"], folder, dict(os.environ))
        compare(ours, satori)


def compare(ours: Painter, satori: Painter) -> None:
    for painter in (ours, satori):
        painter.begin_cold()  # its files are in memory from here on
        painter.cold_ms.clear()
    for _ in range(COLD):
        for painter in (ours, satori):
            painter.begin_cold()
    for painter in (ours, satori):
        painter.start()
        for name in NAMES:
            drawn = painter.draw(name)
            painter.sizes[name] = int(str(drawn["bytes"]))
            if drawn.get("missing"):
                raise SystemExit(f"{painter.name}: no font for {drawn['missing']} in {name}")
    for _ in range(ROUNDS):
        for name in NAMES:
            for painter in (ours, satori):
                painter.ms[name].append(float(str(painter.draw(name)["ms"])))
    for painter in (ours, satori):
        painter.stop()
    print("| name | ours ms | kB | satori ms | kB |", "|---|---:|---:|---:|---:|", sep="\n")
    for name in NAMES:
        cells = [f"{median(p.ms[name]):.0f} | {p.sizes[name] / 1000:.0f}" for p in (ours, satori)]
        print(f"| {name} | {' | '.join(cells)} |")
    for painter in (ours, satori):
        print(f"{painter.name}: warm {painter.warm:.0f} ms, cold {median(painter.cold_ms):.0f} ms, ", end="")
        print(f"at most {painter.peak_mib:.0f} MiB")
    judge("warm, times faster", satori.warm / ours.warm, 4, at_least=True)
    judge("cold, times faster", median(satori.cold_ms) / median(ours.cold_ms), 5, at_least=True)
    judge("typical JPEG, kB", median(ours.sizes.values()) / 1000, 150)
    judge("memory, ours / theirs", ours.peak_mib / satori.peak_mib, 0.25)


if __name__ == "__main__":
    main()

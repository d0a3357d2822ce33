"""Every step of the Dockerfile without a container engine: a Debian per stage, each instruction in its own order.

`make image`, as root, with debootstrap. The base image `python:3.11-slim-bookworm` is stood in for by Debian bookworm
with its own Python 3.11; everything after `FROM` is what the Dockerfile says. Then the image's own command is started
as its own user, and asked what it must be able to do.
"""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
ROOT = Path("/var/tmp/anchor-image")
BASE_PACKAGES = "python3,python3-venv,ca-certificates"
NETWORK = ("/etc/resolv.conf", "/etc/hosts", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
BUILD_TOOLS = ("gcc", "cc", "make", "git")
PORT = 18080
SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
NEVER = ("app/sandbox", "app/demo.py", "tests")
PRODUCTION = {
    "PUBLIC_URL": "https://anchor.test",
    "SECRET_KEY": "kEy-0f-This-Trial-only-0123456789-abcdefgh",
    "SPOTIFY_CLIENT_ID": "trial",
    "SPOTIFY_CLIENT_SECRET": "trial-secret-0123456789",
    "PORT": str(PORT),
}


@dataclass
class Stage:
    """One `FROM`: a folder that is the file system, and what its instructions set so far."""

    name: str
    root: Path
    environment: dict[str, str] = field(
        default_factory=lambda: {"PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"}
    )
    folder: str = "/"
    user: str = "root"
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)


def main() -> int:
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        say("needs root and debootstrap: apt-get install debootstrap")
        return 1
    base = debian()
    stages: dict[str, Stage] = {}
    stage = None
    for word, rest in instructions((PROJECT / "Dockerfile").read_text(encoding="utf-8")):
        say(f"{word} {rest[:100]}")
        if word == "FROM":
            stage = begin(base, rest, len(stages))
            stages[stage.name] = stage
        elif stage is not None:
            do(stage, word, rest, stages)
    if stage is None:
        return 1
    return check(stage)


def debian() -> Path:
    """The stand-in for the base image, made once."""
    base = ROOT / "base"
    if not (base / "usr/bin/python3").exists():
        mirror = re.search(r"^(?:URIs:|deb(?: \[[^\]]*\])?) +(\S+)", sources(), re.MULTILINE)
        say("debootstrap: Debian bookworm with Python 3.11")
        base.mkdir(parents=True, exist_ok=True)
        options = ["--variant=minbase", f"--include={BASE_PACKAGES}"]
        run(["debootstrap", *options, "bookworm", str(base), mirror[1] if mirror else ""])
    for name in ("python", "python3"):
        link = base / "usr/local/bin" / name
        if not link.exists():
            link.symlink_to("/usr/bin/python3")
    return base


def sources() -> str:
    folder = Path("/etc/apt/sources.list.d")
    files = [*folder.glob("*.sources"), *folder.glob("*.list"), Path("/etc/apt/sources.list")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files if file.exists())


def instructions(text: str) -> Iterator[tuple[str, str]]:
    lines = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    for line in lines.splitlines():
        if line.strip():
            word, _, rest = line.strip().partition(" ")
            yield word.upper(), " ".join(rest.split())


def begin(base: Path, rest: str, number: int) -> Stage:
    name = rest.partition(" AS ")[2].strip() or f"stage{number}"
    root = ROOT / name
    shutil.rmtree(root, ignore_errors=True)
    run(["cp", "-a", str(base), str(root)])
    shared = root / "dev/shm"
    shared.mkdir(parents=True, exist_ok=True)
    shared.chmod(0o1777)  # as a container engine mounts it
    for path in NETWORK:  # of this machine, for as long as the image is made: a container engine gives its own
        if Path(path).exists():
            shutil.copy(path, root / path.lstrip("/"), follow_symlinks=True)
    apt = root / "etc/apt"
    shutil.rmtree(apt / "sources.list.d", ignore_errors=True)
    (apt / "sources.list").unlink(missing_ok=True)
    for part in ("sources.list.d", "sources.list", "apt.conf.d"):
        found = Path("/etc/apt") / part
        if found.is_dir():
            shutil.copytree(found, apt / part, dirs_exist_ok=True)
        elif found.exists():
            shutil.copy(found, apt / part)
    return Stage(name, root)


def do(stage: Stage, word: str, rest: str, stages: dict[str, Stage]) -> None:
    if word == "RUN":
        inside(stage, ["sh", "-ec", rest])
    elif word == "COPY":
        copy(stage, rest, stages)
    elif word == "ARG":
        name, _, value = rest.partition("=")
        stage.environment.setdefault(name, value)
    elif word == "ENV":
        for pair in shlex.split(rest):
            name, _, value = pair.partition("=")
            stage.environment[name] = re.sub(r"\$(\w+)", lambda found: stage.environment.get(found[1], ""), value)
    elif word == "WORKDIR":
        stage.folder = rest
        (stage.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
    elif word == "USER":
        stage.user = rest
    elif word in ("ENTRYPOINT", "CMD"):
        setattr(stage, "entrypoint" if word == "ENTRYPOINT" else "command", json.loads(rest))


def copy(stage: Stage, rest: str, stages: dict[str, Stage]) -> None:
    source_stage = re.match(r"--from=(\S+) ", rest)
    *sources_, target = rest.removeprefix(source_stage[0] if source_stage else "").split()
    goal = stage.root / str(Path(stage.folder) / target).lstrip("/")
    for name in sources_:
        found = stages[source_stage[1]].root / name.lstrip("/") if source_stage else PROJECT / name
        if found.is_dir():
            shutil.copytree(found, goal, symlinks=True, dirs_exist_ok=True, ignore=None if source_stage else left_out)
        else:
            goal.mkdir(parents=True, exist_ok=True)
            shutil.copy(found, goal)


def left_out(where: str, names: list[str]) -> set[str]:
    """What .dockerignore keeps out of the build."""
    here = Path(where).relative_to(PROJECT)
    patterns = [line for line in (PROJECT / ".dockerignore").read_text().splitlines() if line and line[0] != "#"]
    return {name for name in names for pattern in patterns if _fits(here / name, pattern)}


def _fits(path: Path, pattern: str) -> bool:
    return fnmatch(str(path), pattern) or fnmatch(path.name, pattern.removeprefix("**/"))


def inside(stage: Stage, command: Sequence[str], **more: str) -> subprocess.CompletedProcess[str]:
    return run(chroot(stage, command), env={**stage.environment, **pip(), **more})


def chroot(stage: Stage, command: Sequence[str]) -> list[str]:
    where = ["chroot", *([f"--userspec={stage.user}"] if stage.user != "root" else []), str(stage.root)]
    return [*where, "sh", "-c", f"cd {shlex.quote(stage.folder)} && exec {shlex.join(command)}"]


def pip() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("PIP_") and "FIND" not in name}


def run(command: Sequence[str], env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)[:300]}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
    return done


def check(stage: Stage) -> int:
    """Start the image as production does, ask it, stop it; 0 when everything is as it should be."""
    keys = inside(stage, ["flask", "--app", "wsgi", "keys", "generate"]).stdout.strip()
    settings = {**stage.environment, **PRODUCTION, "TOKEN_KEYS": keys}
    found: dict[str, bool] = {
        "no build tools": not [tool for tool in BUILD_TOOLS if (stage.root / "usr/bin" / tool).exists()],
        "no sandbox, no tests": not [name for name in NEVER if (stage.root / "app" / name).exists()],
        "ca-certificates": (stage.root / "etc/ssl/certs/ca-certificates.crt").exists(),
        "not root": inside(stage, ["id", "-u"]).stdout.strip() not in ("", "0"),
        "cannot write its own code": not writes(stage, "/app/x"),
        "can write its volume": writes(stage, "/data/x"),
        "draws every script": "missing 0" in inside(stage, ["python", "-c", DRAWS]).stdout,
    }
    process = subprocess.Popen(chroot(stage, [*stage.entrypoint, *stage.command]), env=settings, stderr=subprocess.PIPE)
    try:
        found["ready"] = ready(process)
        found["a page"] = status("/") == 200
        found["doctor's command"] = (
            "ok     settings"
            in subprocess.run(
                chroot(stage, ["flask", "--app", "wsgi", "doctor"]),
                env=settings,
                capture_output=True,
                text=True,
                check=False,
            ).stdout
        )
    finally:
        process.send_signal(signal.SIGTERM)
        printed = process.communicate(timeout=60)[1].decode()
    found["ends calmly at SIGTERM"] = process.returncode == 0 and "Traceback" not in printed
    for name, good in found.items():
        say(f"{'ok   ' if good else 'WRONG'} {name}")
    if not all(found.values()):
        say(printed[-2000:])
    return 0 if all(found.values()) else 1


DRAWS = """
from app.media import fonts; fonts.use_bundled_fonts()
from app.media import preview_image
from app.media.preview_image import Card
names = ("Mara", "水野 遥", "ليلى الحدّاد", "한지우", "अनन्या देशमुख", "🎧 q")
card = dict(line="", url="anchor.test/x", seed="1:", rings=(), language="en")
images = [preview_image.draw(Card(name=name, **card)) for name in names]
print("missing", sum(len(image.missing) for image in images))
"""


def writes(stage: Stage, path: str) -> bool:
    done = subprocess.run(chroot(stage, ["touch", path]), env=stage.environment, capture_output=True, check=False)
    return done.returncode == 0


def ready(process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        if status("/readyz") == 200:
            return True
        time.sleep(0.2)
    return False


def status(path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": "anchor.test"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def say(line: str) -> None:
    sys.stderr.write(f"image: {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())

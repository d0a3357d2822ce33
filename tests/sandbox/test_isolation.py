import ast
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

import app.sandbox.server

ROOT = Path(app.sandbox.__file__).parent


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_no_module_of_the_sandbox_imports_the_application() -> None:
    modules = sorted(ROOT.rglob("*.py"))
    assert len(modules) > 20
    for path in modules:
        foreign = {
            name for name in imported(path) if name.split(".")[0] == "app" and not name.startswith("app.sandbox")
        }
        assert foreign == set(), path.name


def test_importing_the_sandbox_starts_nothing_and_reads_no_data() -> None:
    program = (
        "import threading, pathlib\n"
        "def refuse(*_, **__): raise SystemExit('read')\n"
        "pathlib.Path.read_text = refuse\n"
        "import app.sandbox.server, app.sandbox.__main__\n"
        "assert threading.active_count() == 1\n"
    )
    project = ROOT.parent.parent
    subprocess.run([sys.executable, "-c", program], cwd=project, check=True, timeout=60)


def test_two_sandboxes_know_nothing_of_each_other() -> None:
    first, second = app.sandbox.server.create_sandbox(), app.sandbox.server.create_sandbox()
    first.test_client().get("/v1/me")
    assert len(first.extensions["sandbox"].ledger.calls) == 1
    assert second.extensions["sandbox"].ledger.calls == []


def test_it_starts_from_the_command_line_on_the_port_of_the_environment_and_stops_when_asked() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "app.sandbox"],
        cwd=ROOT.parent.parent,
        env=os.environ | {"SANDBOX_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert "sandbox" in wait_for(f"http://127.0.0.1:{port}/control").lower()
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=20)
        assert (process.returncode, out) == (0, b"")
    finally:
        process.kill()
        process.wait()


def wait_for(url: str) -> str:
    deadline = time.monotonic() + 30
    while True:
        try:
            return requests.get(url, timeout=5).text
        except requests.ConnectionError:
            assert time.monotonic() < deadline, "the sandbox did not start"
            time.sleep(0.05)

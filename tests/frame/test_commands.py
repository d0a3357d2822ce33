"""What the program may start: Python with a module that the code names. No shell, and nothing that was typed."""

import ast
from pathlib import Path

from tests.ground.served import PROJECT

STARTERS = {"run", "Popen", "call", "check_call", "check_output"}
DEMO = "[sys.executable, '-m', *module]"
"""`make run` starts its two servers by names that stand in `app/demo.py`."""
SHELLS = {"system", "popen", "getoutput", "getstatusoutput", "create_subprocess_shell"}


def calls_of(path: Path) -> list[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]


def test_a_command_is_python_with_a_module_of_ours_and_never_a_shell() -> None:
    commands, faults = [], []
    for path in sorted((PROJECT / "app").rglob("*.py")):
        for call in calls_of(path):
            function = call.func
            assert isinstance(function, ast.Attribute)
            owner, where = ast.unparse(function.value), f"{path.relative_to(PROJECT)}:{call.lineno}"
            if function.attr in SHELLS and owner in ("os", "subprocess", "asyncio"):
                faults.append(where)
            if owner == "subprocess" and function.attr in STARTERS:
                commands.append(where)
                if not ast.unparse(call.args[0]).startswith(("[sys.executable, '-m', 'app.", DEMO)):
                    faults.append(where)
                if any(each.arg == "shell" for each in call.keywords):
                    faults.append(where)

    assert len(commands) >= 4
    assert faults == []

"""What the vendored runtime imports: itself, the SDK's stable paths, and what the SDK loads anyway."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import difyspec.runtime
import pytest

ROOT = Path(str(difyspec.runtime.__file__)).parent
FILES = sorted(ROOT.rglob("*.py"))
STABLE = {
    "dify_plugin",
    "dify_plugin.entities",
    "dify_plugin.entities.model",
    "dify_plugin.entities.model.llm",
    "dify_plugin.entities.model.message",
    "dify_plugin.entities.model.rerank",
    "dify_plugin.entities.model.text_embedding",
    "dify_plugin.entities.model.tts",
    "dify_plugin.errors.model",
}
OTHERS = {"gevent", "httpx", "pydantic", "tiktoken", "yaml"}


def imported(node: ast.AST) -> Iterator[str]:
    """Absolute names of modules imported at run time."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
        yield node.module
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_stable_paths(path: Path) -> None:
    names = set(imported(ast.parse(path.read_text("utf-8"))))
    foreign = {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {name for name in foreign if name.startswith("dify_plugin")} <= STABLE
    assert {name.partition(".")[0] for name in foreign} <= OTHERS | {"dify_plugin"}


def test_it_loads_as_a_plugins_own_package_and_brings_nothing_new() -> None:
    modules = [".".join(path.relative_to(ROOT.parent).with_suffix("").parts) for path in FILES]
    script = (
        "import dify_plugin, gevent.queue, sys\n"
        f"sys.path.insert(0, {str(ROOT.parent)!r})\n"
        "import importlib\n"
        "before = set(sys.modules)\n"
        f"for name in {modules!r}: importlib.import_module(name.removesuffix('.__init__'))\n"
        "third = {n.partition('.')[0] for n in set(sys.modules) - before} - sys.stdlib_module_names - {'runtime'}\n"
        "assert not third, third\n"
    )
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr

"""Every plugin in ``generated/``: it passes its own tests, type checks and linters, and runs the ways Dify runs it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.plugins import Serverless, Stdio

GENERATED = Path(__file__).parents[2] / "generated"
PLUGINS = sorted(path.parent.name for path in GENERATED.glob("*/manifest.yaml"))
TOOLS = {
    "its own tests": ["pytest", "-q", "-p", "no:cacheprovider"],
    "mypy": ["mypy", "--strict", "--cache-dir", "{cache}", "."],
    "black": ["black", "--check", "--quiet", "."],
    "ruff": ["ruff", "check", "--no-cache", "."],
}

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", PLUGINS)
@pytest.mark.parametrize("tool", TOOLS)
def test_tools_find_nothing(name: str, tool: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = shutil.copytree(GENERATED / name, tmp_path / name)
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    cache = tmp_path_factory.getbasetemp() / "mypy"  # most modules are the same in all plugins
    command = [sys.executable, "-m", *(part.format(cache=cache) for part in TOOLS[tool])]
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def declared(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((GENERATED / name / "provider" / f"{name}.yaml").read_text("utf-8"))
    return found


def models(name: str) -> list[tuple[str, str]]:
    """(type, id) of one predefined model a type, as the provider's YAML lists them."""
    found = []
    for listed in (declared(name).get("models") or {}).values():
        path = next((one for one in listed["predefined"] if not one.endswith("_position.yaml")), None)
        if path is not None:
            model = yaml.safe_load((GENERATED / name / path).read_text("utf-8"))
            found.append((model["model_type"], model["model"]))
    return found


@pytest.mark.parametrize("name", PLUGINS)
@pytest.mark.parametrize("way", [Serverless, Stdio], ids=["serverless", "stdio"])
def test_runs_and_knows_its_models(name: str, way: type[Serverless | Stdio]) -> None:
    with way(GENERATED / name, name) as plugin:
        for type_, model in models(name):
            [answer] = plugin.ask("get_ai_model_schemas", model_type=type_, model=model, credentials={"api_key": "k"})
            assert answer["model_schema"]["model"] == model
            assert answer["model_schema"]["model_type"] == type_
        if isinstance(plugin, Stdio):
            assert plugin.first["name"] == name

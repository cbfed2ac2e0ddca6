"""The plugin at which no rule objects to anything is one that the SDK starts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.checks.archive import BASE

START = """
import dify_plugin, sys
sys.path.insert(0, ".")
from dify_plugin.config.config import DifyPluginEnv
from dify_plugin.core.plugin_registration import PluginRegistration
found = PluginRegistration(DifyPluginEnv())
configuration, provider, models = found.models_mapping["acme"]
print(sorted(model.model for model in configuration.models), configuration.position.llm)
"""


def test_the_base_plugin_starts(tmp_path: Path) -> None:
    for name, data in BASE.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-W", "ignore", "-c", START]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "['acme-chat', 'acme-embed', 'acme-voice'] ['acme-chat']\n"

"""Validates declarations with the SDK's own entities: one JSON line a request, one line an answer.

Runs in a process of its own, because importing the SDK patches the process.
"""

import dify_plugin  # noqa: F401  (first: it patches the process)

# isort: split
import json
import os
import sys
import tempfile
from pathlib import Path

import yaml
from dify_plugin.core.entities.plugin.setup import PluginConfiguration
from dify_plugin.entities.model import AIModelEntity
from dify_plugin.entities.model.provider import ModelProviderConfiguration

ENTITIES = {"manifest": PluginConfiguration, "provider": ModelProviderConfiguration, "model": AIModelEntity}


def verdict(kind: str, text: str) -> str:
    """Empty where the SDK takes it, else why not."""
    try:
        ENTITIES[kind](**yaml.safe_load(text))
    except Exception as error:  # noqa: BLE001  (whatever it raises is its verdict)
        return f"{type(error).__name__}: {error}"[:500]
    return ""


if __name__ == "__main__":
    os.chdir(tempfile.mkdtemp())
    Path("models/llm").mkdir(parents=True)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(verdict(request["kind"], request["text"])), flush=True)

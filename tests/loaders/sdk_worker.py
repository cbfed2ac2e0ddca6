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
from typing import Any

import yaml
from dify_plugin import LargeLanguageModel
from dify_plugin.core.entities.plugin.setup import PluginConfiguration
from dify_plugin.entities.model import AIModelEntity, ParameterRule
from dify_plugin.entities.model.provider import ModelProviderConfiguration

ENTITIES = {"manifest": PluginConfiguration, "provider": ModelProviderConfiguration, "model": AIModelEntity}


class Rules:
    """As much of a language model as the check of parameters looks at."""

    def __init__(self, rule: ParameterRule) -> None:
        self.rule = rule

    def get_parameter_rules(self, model: str, credentials: dict[str, str]) -> list[ParameterRule]:
        return [self.rule]


def use_default(text: str) -> None:
    """Calls a model with the default of its one parameter."""
    rule = ParameterRule(**yaml.safe_load(text))
    check: Any = LargeLanguageModel._validate_and_filter_model_parameters
    check(Rules(rule), "acme", {rule.name: rule.default}, {})


def verdict(kind: str, text: str) -> str:
    """Empty where the SDK takes it, else why not."""
    try:
        if kind == "default":
            use_default(text)
        else:
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

"""A plugin as the SDK itself reads it, in a process of its own whose folder is the plugin."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from difyspec.emit import emit

from tests.emit import sample

LOAD = """
import dify_plugin, json, sys
sys.path.insert(0, ".")
from dify_plugin import DifyPluginEnv
from dify_plugin.core.plugin_registration import PluginRegistration

registration = PluginRegistration(DifyPluginEnv())
(configuration,) = registration.models_configuration
models = {}
for model in configuration.models:
    models[model.model] = model.model_dump(mode="json")
print(json.dumps({
    "manifest": registration.configuration.model_dump(mode="json", by_alias=True),
    "provider": configuration.model_dump(mode="json", by_alias=True),
    "models": models,
    "classes": sorted(kind.value for _, _, factory in registration.models_mapping.values() for kind in factory.models),
}))
"""


def load(folder: Path) -> Any:
    run = subprocess.run([sys.executable, "-c", LOAD], cwd=folder, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout.splitlines()[-1])


@pytest.fixture(scope="module", params=["same", "hurting"])
def words(request: pytest.FixtureRequest) -> sample.Words:
    return {"same": sample.same, "hurting": sample.hurting}[request.param]


@pytest.fixture(scope="module")
def loaded(words: sample.Words, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("plugin")
    for path, content in emit(sample.provider(words), sample.inputs()).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return load(folder)


def test_the_manifest_is_read(loaded: Any, words: sample.Words) -> None:
    manifest = loaded["manifest"]
    assert (manifest["name"], manifest["version"], manifest["author"]) == ("acme", "0.1.0", "acme")
    assert manifest["label"]["en_US"] == words("Acme")
    assert manifest["meta"]["minimum_dify_version"] == "1.15.0"


def test_the_forms_are_read(loaded: Any, words: sample.Words) -> None:
    forms = loaded["provider"]["model_credential_schema"]["credential_form_schemas"]
    assert len(forms) == 7
    assert forms[0]["default"] == words("https://a.example")
    assert forms[0]["label"]["zh_Hans"] == words("汉字")


def test_the_models_are_read(loaded: Any, words: sample.Words) -> None:
    assert sorted(loaded["models"]) == ["a", "acme/b", "embed", "old"]
    model = loaded["models"]["acme/b"]
    assert model["label"]["en_US"] == words("acme/b")
    rules = {rule["name"]: rule for rule in model["parameter_rules"]}
    assert rules["style"]["options"] == ["yes", "1.0", words("no")]
    assert (rules["temperature"]["max"], rules["max_tokens"]["max"]) == (2.0, 9000.0)
    assert model["pricing"]["input"] == "0.10"
    assert loaded["models"]["old"]["deprecated"] is True


def test_the_order_is_read(loaded: Any) -> None:
    assert loaded["provider"]["position"]["llm"] == ["a", "acme/b"]


def test_every_type_has_its_class(loaded: Any) -> None:
    assert loaded["classes"] == ["llm", "rerank", "text-embedding"]

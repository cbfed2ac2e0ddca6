"""The SDK loads what an imported plugin declares as it loads the original's: equal entities, for the whole corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from difyspec.emit import emit, with_shipped
from difyspec.emit.cache import MemoryCache

from tests.importer.importing import CORPUS, from_disk

# One process for all of them: importing the SDK takes longer than loading ten plugins.
LOAD = """
import dify_plugin, json, os, sys
from dify_plugin.core.plugin_registration import _load_configuration
from dify_plugin.core.entities.plugin.setup import PluginConfiguration
from dify_plugin.entities.model.provider import ModelProviderConfiguration

def loaded(folder):
    os.chdir(folder)
    manifest, _ = _load_configuration("manifest.yaml", PluginConfiguration)
    providers = [_load_configuration(one, ModelProviderConfiguration)[0] for one in manifest.plugins.models]
    return [manifest, *providers]

found = {}
for name, original, made in json.load(sys.stdin):
    before, after = loaded(original), loaded(made)
    found[name] = {"equal": before == after, "models": sum(len(one.models) for one in before[1:])}
print(json.dumps(found))
"""


def write(plugin: Path, target: Path) -> None:
    """Imports a plugin and writes what is generated from its spec."""
    trip = from_disk(plugin)
    copies = {name: trip.content(origin) for name, origin in trip.plugin.copies.items()}
    for path, content in emit(trip.again, with_shipped(copies, MemoryCache())).items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not there")
def test_equal_entities(tmp_path: Path) -> None:
    plugins = sorted(one for one in CORPUS.iterdir() if one.is_dir())
    for plugin in plugins:
        write(plugin, tmp_path / plugin.name)
    asked = json.dumps([[one.name, str(one), str(tmp_path / one.name)] for one in plugins])
    run = subprocess.run([sys.executable, "-c", LOAD], input=asked, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout.splitlines()[-1])
    assert len(found) == 50
    assert [name for name, one in found.items() if not one["equal"]] == []
    assert sum(one["models"] for one in found.values()) > 1000

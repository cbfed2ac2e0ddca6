"""``difyspec import``: an existing plugin becomes a spec, or nothing is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from tests.importer.importing import PLUGINS
from tests.support.commands import Run


@pytest.fixture
def plugin(project: Path) -> Path:
    """A plugin of the older layout, beside the specs."""
    shutil.copytree(PLUGINS / "older", project / "old/acme")
    return project / "old/acme"


def test_a_plugin_moves_over(run: Run, project: Path, plugin: Path) -> None:
    done = run("import", "old/acme", "--verify")
    assert done.code == 0, done.out + done.err
    assert "spec/acme/provider.yaml: 3 models, " in done.out
    assert "spec/acme/files: 3 files copied" in done.out
    assert "verbatim YAML: 0" in done.out
    assert "  models/llm/acme-large.yaml: same data" in done.out
    assert "9 files compared, none different" in done.out
    assert done.err == "next: difyspec generate acme\n"
    assert (project / "spec/acme/files/provider/acme.py").read_bytes() == (plugin / "acme.py").read_bytes()
    assert sorted(path.name for path in (project / "spec").iterdir()) == ["acme"]

    done = run("generate")
    assert done.code == 0, done.out
    made = project / "generated/acme/models/llm/acme-large.yaml"
    assert yaml.safe_load(made.read_text("utf-8")) == yaml.safe_load(
        (plugin / "llm/acme-large.yaml").read_text("utf-8")
    )
    assert (project / "generated/acme/provider/acme.py").read_bytes() == (plugin / "acme.py").read_bytes()
    assert run("fmt", "--check").code == 0
    assert run("check", "--full").code == 0


def test_a_spec_is_never_written_over(here: Run, project: Path, plugin: Path) -> None:
    (project / "spec/acme").mkdir(parents=True)
    done = here("import", "old/acme")
    assert done.code == 2
    assert "spec/acme exists already; nothing was changed." in done.err
    assert list((project / "spec/acme").iterdir()) == []


def test_another_name_and_another_folder(here: Run, project: Path, plugin: Path) -> None:
    done = here("import", "old/acme", "--name", "acme_two", "--specs", "a/b")
    assert done.code == 0, done.out + done.err
    text = (project / "a/b/acme_two/provider.yaml").read_text("utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../../docs/spec.schema.json\nspec: 1\nprovider: acme_two\n"
    )
    assert "provider_path: provider/acme.yaml" in text


def test_what_is_found_wrong_is_told_and_does_no_harm(here: Run, project: Path) -> None:
    shutil.copytree(PLUGINS / "several", project / "several")
    done = here("import", "several", "--format", "json")
    assert done.code == 0
    found = json.loads(done.out)
    assert [(one["code"], one["severity"], one["line"]) for one in found] == [
        ("D753", "warning", 10),
        ("D756", "warning", 10),
    ]
    assert (project / "spec/one/files/provider/two.yaml").is_file()


def test_what_is_no_plugin(here: Run, project: Path) -> None:
    (project / "empty").mkdir()
    done = here("import", "empty")
    assert (done.code, "error D750" in done.out) == (1, True)
    assert not (project / "spec").exists()
    assert here("import", "gone").code == 2
    assert here("import").code == 2
    assert here("import", "empty", "--name", "No Name").code == 2


def test_a_folder_that_cannot_be_written(here: Run, project: Path, plugin: Path) -> None:
    (project / "file").write_text("no folder\n")
    done = here("import", "old/acme", "--specs", "file/specs")
    assert done.code == 2
    assert "file/specs/acme cannot be written" in done.err


def test_differences_fail(here: Run, project: Path, plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from difyspec.cli.importing import verifying

    monkeypatch.setattr(verifying, "typed", lambda content: content)
    done = here("import", "old/acme", "--verify")
    assert done.code == 1
    assert "  models/llm/acme-large.yaml: other data" in done.out
    assert "different" in done.out.splitlines()[-1]

"""Plugins with every oddity that was thought of come back as they were, and each oddity is told with its place."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from pathlib import Path

import pytest
from difyspec.diagnostics import Severity
from difyspec.importer.run import import_plugin
from difyspec.source.plugin_folder import open_folder

from tests.importer.importing import PLUGINS, declared, from_disk

FOUND = {
    "odd": {
        "D014": 1,
        "D021": 1,
        "D754": 1,
        "D755": 5,
        "D757": 1,
        "D758": 2,
        "D759": 1,
        "D760": 1,
        "D761": 1,
        "D762": 1,
        "D763": 1,
    },
    "older": {"D752": 1},
    "bare": {"D751": 1},
    "several": {"D753": 1, "D756": 1},
}


@pytest.fixture
def plugin(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a plugin, with what git does not keep: a byte order mark, foreign line breaks, secrets, no content."""
    copy = tmp_path / str(request.param)
    shutil.copytree(PLUGINS / str(request.param), copy)
    models = copy / "models/llm"
    if request.param == "odd":
        (copy / ".env").write_text("SECRET=1\n")
        (models / "empty.yaml").write_bytes(b"")
        for name, change in (("bom", lambda text: b"\xef\xbb\xbf" + text), ("crlf", _crlf)):
            file = models / f"{name}.yaml"
            file.write_bytes(change(file.read_bytes()))
    return copy


def _crlf(text: bytes) -> bytes:
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


every = pytest.mark.parametrize("plugin", sorted(FOUND), indirect=True)


@every
def test_every_file_comes_back(plugin: Path) -> None:
    trip = from_disk(plugin)
    verification = trip.verify()
    assert [one for one in verification.verdicts if not one.good] == []
    assert verification.identical
    assert declared(trip.again) == declared(trip.plugin.provider)


@every
def test_every_oddity_is_told_and_harmless(plugin: Path) -> None:
    trip = from_disk(plugin)
    assert Counter(trip.codes) == FOUND[plugin.name]
    assert not [one for one in trip.made.findings if one.severity is Severity.ERROR]


@every
def test_the_plugin_is_not_touched(plugin: Path) -> None:
    before = _digests(plugin)
    from_disk(plugin).verify()
    assert _digests(plugin) == before


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("plugin", ["odd"], indirect=True)
def test_findings_have_places(plugin: Path) -> None:
    places = {
        (one.code, one.span.file.removeprefix(f"{plugin.as_posix()}/"), one.span.line)
        for one in import_plugin(open_folder(plugin)).findings
    }
    assert ("D014", "models/llm/broken.yaml", 1) in places
    assert ("D754", "models/llm/provider.yaml", 4) in places
    assert ("D021", "models/llm/keyed.yaml", 1) in places
    assert ("D761", "models/llm/_position.yaml", 1) in places


@pytest.mark.parametrize("plugin", ["odd"], indirect=True)
def test_only_what_no_loader_reads_is_verbatim(plugin: Path) -> None:
    trip = from_disk(plugin)
    names = ("broken", "empty", "keyed", "notype", "provider")
    models = [f"models/llm/{name}.yaml" for name in names]
    assert sorted(trip.plugin.verbatim) == [*models, "models/text_embedding/_position.yaml", "tools/x.yaml"]
    assert "files/.env" not in trip.plugin.copies
    assert "files/.difyignore" in trip.plugin.copies


@pytest.mark.parametrize("plugin", ["older"], indirect=True)
def test_the_older_layout_is_moved(plugin: Path) -> None:
    trip = from_disk(plugin)
    assert trip.plugin.copies["files/provider/acme.py"] == "acme.py"
    assert trip.plugin.copies["files/models/llm/llm.py"] == "llm/llm.py"
    assert trip.plugin.origins["models/llm/acme-large.yaml"] == "llm/acme-large.yaml"
    assert [one.id for one in trip.again.catalogues[0].predefined] == ["acme-large", "acme-small"]


def test_links_out_of_the_plugin_are_left_alone(tmp_path: Path) -> None:
    copy = tmp_path / "bare"
    shutil.copytree(PLUGINS / "bare", copy)
    (tmp_path / "secret.yaml").write_text("model: secret\nmodel_type: llm\nmodel_properties: {mode: chat}\n")
    (copy / "models/llm/link.yaml").symlink_to(tmp_path / "secret.yaml")
    trip = from_disk(copy)
    assert "D006" in trip.codes
    assert "secret" not in trip.text


@pytest.mark.parametrize(
    "files", [{}, {"readme.md": "x"}, {"manifest.yaml": "a: b"}, {"x.yaml": "supported_model_types: []"}]
)
def test_what_is_no_plugin(files: dict[str, str], tmp_path: Path) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    made = import_plugin(open_folder(tmp_path))
    assert made.plugin is None
    assert [(one.code, one.severity) for one in made.findings] == [("D750", Severity.ERROR)]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    made = import_plugin(open_folder(tmp_path / "gone"))
    assert made.plugin is None
    assert {one.code for one in made.findings} == {"D001", "D750"}

"""``generate`` on a real disk: writes what is missing, keeps what is not its own, stops at edits."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from difyspec.output.paths import LOCK, STAGE

from tests.support.commands import Run


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    """Replaces a text that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_writes_a_plugin_and_its_lock(run: Run, acme: Path) -> None:
    done = run("generate")
    assert done.code == 0, done.out + done.err
    assert done.out.startswith("generated/acme: ")
    assert done.out.endswith(" created\n")
    files = content(acme / "generated/acme")
    lock = json.loads(files.pop(LOCK))
    assert sorted(lock["outputs"]) == sorted(files)
    assert sorted(lock["inputs"]) == ["icon.svg", "provider.yaml"]
    assert {"manifest.yaml", "main.py", "provider/acme.yaml", "provider/acme.py", "models/llm/llm.py"} <= files.keys()
    assert LOCK in files[".difyignore"].decode(), "the record is ours, not Dify's"


def test_the_second_run_writes_nothing(run: Run, generated: Path) -> None:
    for path in (generated / "generated").rglob("*"):
        os.utime(path, (1, 1))
    for arguments in ([], ["--stats"]):
        done = run("generate", *arguments)
        assert done.code == 0
        assert "created" not in done.out
        assert "updated" not in done.out
        assert {path.stat().st_mtime for path in (generated / "generated").rglob("*")} == {1}


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_same_bytes_after_everything_was_deleted(run: Run, generated: Path, seed: str) -> None:
    before = content(generated / "generated")
    shutil.rmtree(generated / "generated")
    assert run("generate", PYTHONHASHSEED=seed, LC_ALL="C", DIFYSPEC_CACHE_DIR=str(generated / "cache")).code == 0
    assert content(generated / "generated") == before


def test_a_change_of_the_spec_changes_only_what_depends_on_it(run: Run, generated: Path) -> None:
    before = content(generated / "generated/acme")
    edit(generated / "spec/acme/provider.yaml", "context_size: 8192", "context_size: 16384")
    done = run("generate")
    assert done.code == 0
    after = content(generated / "generated/acme")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {LOCK, "README.md", "models/llm/acme-large.yaml", "tests/expected.json"}
    assert done.out.startswith("generated/acme: 3 updated, ")


def test_a_model_that_is_gone_takes_its_files_along(run: Run, generated: Path) -> None:
    (generated / "generated/acme/models/llm/mine.txt").write_text("mine")
    edit(generated / "spec/acme/provider.yaml", "acme-large", "acme-huge")
    done = run("generate")
    assert done.code == 0, done.out
    names = {path.name for path in (generated / "generated/acme/models/llm").iterdir()}
    assert "acme-huge.yaml" in names
    assert "mine.txt" in names
    assert "acme-large.yaml" not in names


def test_an_edited_file_stops_the_run_and_shows_the_edit(run: Run, generated: Path) -> None:
    manifest = generated / "generated/acme/manifest.yaml"
    edit(manifest, "version: 0.0.1", "version: 9.9.9")
    edit(generated / "spec/acme/provider.yaml", "context_size: 8192", "context_size: 16384")
    before = content(generated)
    done = run("generate")
    assert done.code == 1
    assert "D602" in done.out
    assert "generate --discard generated/acme/manifest.yaml" in done.out
    assert "+version: 9.9.9" in done.err
    assert "-version: 0.0.1" in done.err
    assert "nothing was written" in done.err
    assert content(generated) == before


@pytest.mark.parametrize("path", ["generated/acme/manifest.yaml", "generated/acme", "./generated/"])
def test_an_edit_can_be_discarded(run: Run, generated: Path, path: str) -> None:
    before = content(generated / "generated")
    edit(generated / "generated/acme/manifest.yaml", "version: 0.0.1", "version: 9.9.9")
    done = run("generate", "--discard", path)
    assert done.code == 0, done.out
    assert "1 updated" in done.out
    assert content(generated / "generated") == before


def test_all_edits_can_be_discarded(run: Run, generated: Path) -> None:
    before = content(generated / "generated")
    for path in ("main.py", "README.md", "provider/acme.yaml"):
        (generated / "generated/acme" / path).write_text("mine")
    assert run("generate", "--discard", "generated/acme/main.py").code == 1
    assert run("generate", "--discard-all").code == 0
    assert content(generated / "generated") == before


def test_a_mistaken_discard_is_said(run: Run, generated: Path) -> None:
    edit(generated / "spec/acme/provider.yaml", "context_size: 8192", "context_size: 16384")
    done = run("generate", "--discard", "generated/acme/manifst.yaml")
    assert done.code == 0
    assert "nothing to discard at generated/acme/manifst.yaml" in done.err


def test_a_file_of_somebody_else_is_not_overwritten(run: Run, acme: Path) -> None:
    (acme / "generated/acme").mkdir(parents=True)
    (acme / "generated/acme/README.md").write_text("mine")
    done = run("generate")
    assert done.code == 1
    assert "D608" in done.out
    assert content(acme / "generated") == {"acme/README.md": b"mine"}


def test_nothing_at_all_is_written_where_one_spec_has_an_error(run: Run, acme: Path) -> None:
    assert run("new", "broken").code == 0
    edit(acme / "spec/broken/provider.yaml", "endpoint_url", "endpont_url")
    done = run("generate")
    assert done.code == 1
    assert "spec/broken/provider.yaml:" in done.out
    assert "endpoint_url" in done.out
    assert not (acme / "generated").exists()
    assert run("generate", "acme").code == 0


def test_findings_for_programs(run: Run, acme: Path) -> None:
    edit(acme / "spec/acme/provider.yaml", "openai.chat", "openai.chatt")
    done = run("generate", "--format", "json")
    assert done.code == 1
    found = json.loads(done.out)
    assert {"code", "severity", "message", "file", "line", "column"} <= found[0].keys()
    assert found[0]["file"] == "spec/acme/provider.yaml"
    github = run("generate", "--format", "github")
    assert github.out.startswith("::error file=spec/acme/provider.yaml,line=")


def test_json_stays_json_when_all_is_well(run: Run, generated: Path) -> None:
    done = run("generate", "--format", "json", "--stats")
    assert json.loads(done.out) == []
    assert "generated/acme: " in done.err


def test_stats(run: Run, generated: Path) -> None:
    done = run("generate", "--stats")
    assert done.code == 0
    assert "  hooks: none\n" in done.out
    assert "  time: read " in done.out
    assert all(phase in done.out for phase in ("resolve", "emit", "write"))


def test_a_lost_lock_is_found_again(run: Run, generated: Path) -> None:
    before = content(generated / "generated")
    (generated / "generated/acme" / LOCK).unlink()
    assert run("generate").code == 0
    assert content(generated / "generated") == before


def test_an_unusable_lock_stops_the_run(run: Run, generated: Path) -> None:
    before = content(generated / "generated")
    (generated / "generated/acme" / LOCK).write_text("<<<<<<< HEAD\n")
    done = run("generate")
    assert done.code == 1
    assert "D609" in done.out
    assert "unresolved merge" in done.out
    assert run("generate", "--discard-all").code == 0
    assert content(generated / "generated") == before


def test_a_plugin_without_spec_goes_only_on_demand(run: Run, generated: Path) -> None:
    shutil.move(generated / "spec/acme", generated / "away")
    assert run("new", "other").code == 0
    done = run("generate")
    assert done.code == 0
    assert "generated/acme has no spec any more; --prune" in done.err
    assert (generated / "generated/acme/manifest.yaml").exists()
    (generated / "generated/acme/notes.txt").write_text("mine")
    done = run("generate", "--prune")
    assert done.code == 0
    assert "generated/acme: " in done.out
    assert content(generated / "generated/acme") == {"notes.txt": b"mine"}


def test_a_folder_of_another_name(run: Run, acme: Path) -> None:
    shutil.move(acme / "spec/acme", acme / "spec/acme2")
    done = run("generate")
    assert done.code == 1
    assert re.search(r"spec/acme2/provider.yaml:\d+:11: error D615", done.out)
    assert not list((acme / "generated").glob("*"))
    checked = run("check")
    assert re.search(r"spec/acme2/provider.yaml:\d+:11: error D615", checked.out)
    assert "D601" not in checked.out


def test_specs_and_plugins_do_not_share_a_folder(run: Run, acme: Path) -> None:
    before = sorted(acme.rglob("*"))
    done = run("generate", "--out", "spec")
    assert done.code == 2
    assert "--specs and --out are both 'spec'" in done.err
    assert sorted(acme.rglob("*")) == before


def test_a_link_for_a_folder(run: Run, generated: Path) -> None:
    shutil.move(generated / "generated/acme", generated / "elsewhere")
    (generated / "generated/acme").symlink_to(generated / "elsewhere")
    (generated / "spec/acme/icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    before = content(generated / "elsewhere")
    done = run("generate")
    assert done.code == 1
    assert "D610" in done.out
    assert content(generated / "elsewhere") == before


def test_a_folder_that_cannot_be_written(run: Run, acme: Path) -> None:
    done = run("generate", "--out", "spec/acme/icon.svg/generated")
    assert done.code == 1
    assert "D614" in done.out
    assert "nothing was written" in done.err


def test_an_interrupted_run_is_finished(run: Run, generated: Path) -> None:
    before = content(generated / "generated")
    stage = generated / "generated" / STAGE / "acme"
    stage.mkdir(parents=True)
    (stage / "0").write_text("new text")
    shutil.copy(generated / "generated/acme" / LOCK, stage / "lock")
    (stage / "journal.json").write_text('{"delete": ["main.py"], "write": [["0", "README.md"]], "lock": true}')
    done = run("generate", "--discard-all")
    assert done.code == 0, done.out
    assert "finished what an interrupted run had begun" in done.err
    assert content(generated / "generated") == before


def test_a_journal_that_cannot_be_followed(run: Run, generated: Path) -> None:
    stage = generated / "generated" / STAGE / "acme"
    stage.mkdir(parents=True)
    (stage / "journal.json").write_text("{}")
    done = run("generate")
    assert done.code == 1
    assert "D612" in done.out
    assert f"generated/{STAGE}/acme/journal.json" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["generate", "acm"], "Did you mean 'acme'?"),
        (["generate", "--specs", "nowhere"], "There is no folder 'nowhere' here"),
        (["generate", "--specs", "."], "There is no spec in '.' yet"),
    ],
)
def test_wrong_usage(run: Run, acme: Path, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err


def test_a_path_is_as_good_as_a_name(run: Run, acme: Path) -> None:
    assert run("generate", "spec/acme/").code == 0


def test_no_colours_but_on_a_terminal(run: Run, acme: Path) -> None:
    edit(acme / "spec/acme/provider.yaml", "openai.chat", "openai.chatt")
    done = run("generate")
    assert "\x1b" not in done.out + done.err

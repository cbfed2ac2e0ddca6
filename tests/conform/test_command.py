"""The command: what it prints, how it ends, and that it refuses what it cannot do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conform.handwritten import FIXTURES, change, fjord
from tests.support.commands import Ran, Run

type Conform = Callable[..., Ran]
TYPE = ("--type", "rerank")
RECORD = (
    b'{"id": "a", "model_type": "llm", "action": "invoke", "case": "b", "credentials": {}, "args": {}, "exchanges": []}'
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plugin that is to be replaced."""
    return fjord(tmp_path_factory.mktemp("old") / "fjord")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return fjord(tmp_path / "fjord")


def test_a_copy_may_replace_it(run: Run, old: Path, new: Path) -> None:
    done = run("conform", str(new), "--against", str(old), "--most", "15")
    assert done.code == 0, done.out + done.err
    for type_ in ("llm", "rerank", "text_embedding", "credentials of the provider"):
        assert f"  {type_}: yes, " in done.out
    assert "reference: " in done.err
    assert "dify_plugin 0." in done.err


def test_one_type_differs_and_the_others_may_be_replaced(run: Run, old: Path, new: Path) -> None:
    change(new, "models/rerank/rerank.py", "(model, credentials, *given", '(model + "-x", credentials, *given')
    done = run("conform", str(new), "--against", str(old), "--most", "12")
    assert done.code == 1
    assert "  rerank: no, " in done.out
    assert "x $.requests[*].body.model" in done.out
    assert '"fjord-rank" became "fjord-rank-x"' in done.out
    assert "  llm: yes, " in done.out
    assert "$.requests[0].body.model" in done.out
    assert '      reference: "fjord-rank"' in done.out


def test_what_is_not_declared_any_more_is_told(run: Run, old: Path, new: Path) -> None:
    (new / "models/llm/eyes.yaml").unlink()
    change(new, "provider/fjord.yaml", "value: south", "value: east")
    done = run("conform", str(new), "--against", str(old), "--action", "declarations")
    assert done.code == 1
    assert '$.outcome.result.models["fjord-eyes"]' in done.out
    assert '$.outcome.result.fields["provider.region"]' in done.out


def test_a_recording_of_the_old_one_does_as_well(run: Run, old: Path, new: Path, tmp_path: Path) -> None:
    file = tmp_path / "fjord.jsonl"
    assert run("conform", str(new), "--against", str(old), *TYPE, "--most", "20", "--write", str(file)).code == 0
    assert run("conform", str(new), "--golden", str(file), "--errors", "strict").code == 0
    change(new, "models/rerank/rerank.py", '"https://api.fjord', '"https://api.other', times=2)
    done = run("conform", str(new), "--golden", str(file), "--requests-only", "--format", "json")
    assert done.code == 1
    told = json.loads(done.out)
    assert not told["same"]
    assert (told["types"][0]["type"], told["types"][0]["replaceable"]) == ("rerank", False)
    first = next(one for one in told["cases"] if one["differences"])["differences"][0]
    assert first["path"] == "$.requests[0].url"
    assert (first["expected"], first["actual"]) == (
        "https://api.fjord.example.test/v1/rerank",
        "https://api.other.example.test/v1/rerank",
    )


def test_cases_that_there_is_no_room_for_are_told(run: Run, old: Path) -> None:
    done = run("conform", str(old), "--against", str(old), *TYPE, "--most", "5")
    assert done.code == 0
    assert "more cases were left out" in done.err
    assert "/6 " in done.out  # and what it declares


def test_a_plugin_generated_here_goes_by_its_name(run: Run, old: Path, project: Path) -> None:
    fjord(project / "generated/fjord")
    assert run("conform", "fjord", "--against", str(old), *TYPE, "--case", "documents").code == 0


def test_a_plugin_may_be_named_by_a_relative_path(run: Run, project: Path) -> None:
    fjord(project / "plugin")
    assert run("conform", "plugin", "--against", "plugin", *TYPE, "--case", "four").code == 0


def test_wrong_usage(run: Run, old: Path, tmp_path: Path) -> None:
    assert "either --golden FILE or --against PLUGIN" in run("conform", str(old)).err
    assert run("conform", "nowhere", "--against", str(old)).code == 2
    assert run("conform", str(old), "--against", "nowhere").code == 2
    assert run("conform", str(old), "--golden", str(tmp_path / "no.jsonl")).code == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"{", "rec.jsonl:1 is not JSON"),
        (b"\n[]", "rec.jsonl:2 is no recorded case: it has no id"),
        (b'{"id": "a"}', "it has no model_type"),
        (RECORD.replace(b"[]", b"{}"), "its exchanges are of another kind"),
        (RECORD.replace(b"[]", b"[{}]"), "an exchange lacks its request or response"),
        (b"\xff\xfe", "is no text"),
        (b"", "No record"),
    ],
)
def test_files_that_hold_no_recording(run: Run, old: Path, tmp_path: Path, text: bytes, told: str) -> None:
    (tmp_path / "rec.jsonl").write_bytes(text)
    done = run("conform", str(old), "--golden", str(tmp_path / "rec.jsonl"))
    assert done.code == 2
    assert told in done.err


def test_a_plugin_that_cannot_be_loaded(run: Run, old: Path, new: Path) -> None:
    (new / "models/llm/llm.py").write_text("raise RuntimeError('no way')\n")
    done = run("conform", str(new), "--against", str(old))
    assert done.code == 1
    assert "does not run: RuntimeError: no way." in done.err


def test_what_is_imported_and_neither_installed_nor_named(run: Run, old: Path, new: Path) -> None:
    with (new / "models/llm/llm.py").open("a") as file:
        file.write("\n\ndef unused():\n    import fjordlib.deep\n")
    done = run("conform", str(old), "--against", str(new))
    assert done.code == 2
    assert "fjordlib is not installed" in done.err
    assert "requirements.txt" in done.err


def test_an_environment_that_cannot_be_made(run: Run, old: Path, new: Path) -> None:
    (new / "requirements.txt").write_text("-r missing.txt\n")
    done = run("conform", str(old), "--against", str(new), "--isolated")
    assert done.code == 2
    assert "uv is needed" in done.err or "The plugin's environment could not be made" in done.err


def test_libraries_that_are_not_scripted_are_told(run: Run, tmp_path: Path) -> None:
    record = {
        "id": "a/1",
        "model_type": "llm",
        "model": "by_socket",
        "action": "invoke",
        "case": "socket",
        "credentials": {},
        "args": {"prompt_messages": [{"role": "user", "content": "hi"}]},
        "exchanges": [],
        "outcome": {"ok": False, "error_class": "gaierror"},
    }
    (tmp_path / "rec.jsonl").write_text(json.dumps(record))
    done = run("conform", str(FIXTURES / "probe"), "--golden", str(tmp_path / "rec.jsonl"))
    assert "probe.example.test: sought by other means" in done.err

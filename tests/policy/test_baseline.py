"""A baseline: lines move, findings come and go, some plugins are not checked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from difyspec.policy.baseline import Entry, parse, written
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.archive import BASE
from tests.support.commands import Run

MODEL = "acme/models/llm/acme-chat.yaml"
RULE = "  - {name: top_p, use_template: top_p, type: float, label: {en_US: Top P}, default: 0.999}\n"
ENTRY = "acme/models/llm/acme-chat.yaml: D841: parameter_rules[top_p].default\n"


@pytest.fixture
def plugin(project: Path) -> Path:
    for name, data in BASE.files.items():
        path = project / "acme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    model = project / MODEL
    model.write_text(model.read_text().replace("parameter_rules:\n", f"parameter_rules:\n{RULE}"))
    return project


def test_old_findings_are_quiet_and_new_ones_are_not(here: Run, plugin: Path) -> None:
    assert "D841" in here("check", "acme").out
    done = here("check", "acme", "--write-baseline", "known.txt")
    assert (done.code, done.out) == (0, "no findings: acme (1 in the baseline)\n")
    assert done.err == "wrote known.txt: 1 known finding\n"
    assert (plugin / "known.txt").read_text().splitlines(keepends=True)[1:] == [ENTRY]
    assert here("check", "acme", "--baseline", "known.txt").out == "no findings: acme (1 in the baseline)\n"
    model = plugin / MODEL
    model.write_text("# moved\n\n" + model.read_text().replace("parameter_rules:\n", f"parameter_rules:\n\n{RULE}"))
    found = here("check", "acme", "--baseline", "known.txt").out
    assert found.count("warning D841") == 1, "the second of two alike is new"
    assert "acme-chat.yaml:12:" in found


def test_the_value_may_change_and_the_order(here: Run, plugin: Path) -> None:
    here("check", "acme", "--write-baseline", "known.txt")
    model = plugin / MODEL
    moved = model.read_text().replace(RULE, "").replace("pricing:", RULE.replace("0.999", "0.9999") + "pricing:")
    model.write_text(moved)
    assert here("check", "acme", "--baseline", "known.txt").out == "no findings: acme (1 in the baseline)\n"


def test_what_is_gone_is_told_and_pruned(here: Run, plugin: Path) -> None:
    here("check", "acme", "--write-baseline", "known.txt")
    (plugin / MODEL).write_bytes(BASE.files["models/llm/acme-chat.yaml"])
    done = here("check", "acme", "--baseline", "known.txt")
    assert done.code == 0
    assert "known.txt:2:1: warning D670: D841 in `acme/models/llm/acme-chat.yaml` is gone" in done.out
    assert here("check", "acme", "--write-baseline", "known.txt").code == 0
    assert ENTRY not in (plugin / "known.txt").read_text()
    assert here("check", "acme", "--baseline", "known.txt").out == "no findings: acme\n"


def test_what_was_not_checked_stays(here: Run, plugin: Path) -> None:
    (plugin / "acme").rename(plugin / "first")
    here("check", "first", "--write-baseline", "known.txt")
    before = (plugin / "known.txt").read_text()
    for name, data in BASE.files.items():
        path = plugin / "second" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert here("check", "second", "--baseline", "known.txt").out == "no findings: second\n"
    assert here("check", "first", "--baseline", "known.txt", "--select", "D9").out.startswith("no findings")
    here("check", "second", "--write-baseline", "known.txt")
    assert (plugin / "known.txt").read_text() == before


def test_a_baseline_is_relative_to_itself(here: Run, plugin: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here("check", "acme", "--write-baseline", "acme/known.txt")
    assert "\nmodels/llm/acme-chat.yaml: D841: " in (plugin / "acme/known.txt").read_text()
    monkeypatch.chdir(plugin / "acme")
    assert here("check", ".", "--baseline", "known.txt").out == "no findings: . (1 in the baseline)\n"


def test_errors_are_never_in_a_baseline(here: Run, plugin: Path) -> None:
    (plugin / MODEL).write_text("model: acme-chat\nmodel_type: llm\n")
    done = here("check", "acme", "--write-baseline", "known.txt")
    assert done.code == 1
    assert "error D801" in done.out
    assert "D801" not in (plugin / "known.txt").read_text()
    assert "error D801" in here("check", "acme", "--baseline", "known.txt").out


def test_two_runs_write_the_same(here: Run, plugin: Path) -> None:
    here("check", "acme", "--write-baseline", "one.txt")
    here("check", "acme", "--write-baseline", "two.txt")
    assert (plugin / "one.txt").read_text() == (plugin / "two.txt").read_text()


def test_wrong_settings_write_nothing(here: Run, plugin: Path) -> None:
    (plugin / "difyspec.toml").write_text("selct = []\n")
    done = here("check", "acme", "--write-baseline", "known.txt")
    assert done.code == 1
    assert "settings are wrong" in done.err
    assert not (plugin / "known.txt").exists()


def test_a_baseline_that_settings_name_and_nobody_wrote(here: Run, plugin: Path) -> None:
    (plugin / "difyspec.toml").write_text('baseline = "lists/known.txt"\n')
    done = here("check", "acme")
    assert done.code == 1
    assert "lists/known.txt:1:1: error D001: `lists/known.txt` does not exist" in done.out
    assert "`difyspec check --write-baseline lists/known.txt`" in done.out
    assert here("check", "acme", "--write-baseline", "lists/known.txt").code == 0
    assert here("check", "acme").out == "no findings: acme (1 in the baseline)\n"


TEXTS = st.text(max_size=20)


@settings(deadline=None)
@given(st.dictionaries(st.tuples(TEXTS, st.sampled_from(["D841", "D001"]), TEXTS), st.integers(1, 20), max_size=5))
def test_whatever_was_written_is_read_again(raw: dict[tuple[str, str, str], int]) -> None:
    counts: Counter[Entry] = Counter()
    for (file, code, context), count in raw.items():
        counts[Entry.of(file or "f", code, context)] += count
    text = written(counts)
    baseline, wrong = parse("known.txt", text)
    assert wrong == []
    assert dict(baseline.counts) == dict(counts)
    assert all(baseline.places[entry].line > 1 for entry in counts)

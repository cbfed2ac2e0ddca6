"""What the expected outputs of the cases cannot show of SARIF: odd names, places outside, published documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from difyspec.checks.codes import entry_of, severities
from difyspec.diagnostics import Finding, Related, Severity, Span, at
from difyspec.diagnostics.fix import Fix, RenameKey, ReplaceItem, Safety, SetValue
from difyspec.edit.fixing import PLUGIN, apply_fixes
from difyspec.policy.checked import Suppressed
from difyspec.report import Aside, render
from difyspec.source import SourceFile

from tests.policy.sarif_schema import problems


def log(*findings: Finding, aside: Aside | None = None, texts: dict[str, str] | None = None) -> Any:
    made = json.loads(render(findings, texts or {}, "sarif", aside=aside or Aside()))
    assert problems(made) == []
    return made["runs"][0]


def said(file: str = "a.yaml", **more: Any) -> Finding:
    return Finding("D847", Severity.WARNING, "wrong", "Fix it.", at(file, 3, 5, 2), **more)


def uri(result: Any) -> str:
    return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("my plugin/a.yaml", "my%20plugin/a.yaml"),
        ("模型/ä.yaml", "%E6%A8%A1%E5%9E%8B/%C3%A4.yaml"),
        ("a:b/100%.yaml", "a%3Ab/100%25.yaml"),
        ("x/[a]#b?c.yaml", "x/%5Ba%5D%23b%3Fc.yaml"),
        ("./x//y/../a.yaml", "x/a.yaml"),
        ("x/\u202egpj.yaml", "x/%E2%80%AEgpj.yaml"),
    ],
)
def test_paths_are_encoded(file: str, expected: str) -> None:
    [result] = log(said(file))["results"]
    assert uri(result) == expected
    assert unquote(urlsplit(uri(result)).path) == os.path.normpath(file)


def test_what_lies_outside_has_its_whole_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside, above = log(said(str(tmp_path / "a b.yaml")), said("/x y/a.yaml"), said("../b.yaml"))["results"]
    assert sorted(map(uri, (inside, outside, above))) == sorted(
        ["a%20b.yaml", Path("/x y/a.yaml").as_uri(), (tmp_path.parent / "b.yaml").as_uri()]
    )


def test_columns_count_characters_as_it_says() -> None:
    text = "a: 😀 wrong\n"
    place = Span("a.yaml", 1, 6, 1, 11)
    run = log(Finding("D847", Severity.WARNING, "wrong", "Fix it.", place), texts={"a.yaml": text})
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert text[region["startColumn"] - 1 : region["endColumn"] - 1] == "wrong"


def test_related_places_and_replacements() -> None:
    [result] = log(said(related=(Related(at("b.yaml", 2), "the first"),), suggestion="llm"))["results"]
    [related] = result["relatedLocations"]
    assert (related["message"]["text"], related["physicalLocation"]["region"]["startLine"]) == ("the first", 2)
    [change] = result["fixes"][0]["artifactChanges"]
    [replacement] = change["replacements"]
    assert replacement["insertedContent"]["text"] == "llm"
    assert replacement["deletedRegion"] == result["locations"][0]["physicalLocation"]["region"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_fixes_are_those_of_the_command(ends: str) -> None:
    """Putting the text in place of the region gives what ``check --fix`` would write."""
    text = ends.join(["# 模型", "a: {b: 1, c: 'x'}  # why", "d:", "  - 😀", "  - e", ""])
    spelt = Fix("a.yaml", Safety.SAFE, (RenameKey(("a", "c"), "longer"), ReplaceItem(("d", 0))))
    run = log(said(fix=spelt, suggestion="not this"), texts={"a.yaml": text})
    [fix] = run["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "a.yaml"
    [replacement] = change["replacements"]
    region = replacement["deletedRegion"]
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: region["startLine"] - 1])) + region["startColumn"] - 1
    end = sum(map(len, lines[: region["endLine"] - 1])) + region["endColumn"] - 1
    expected = apply_fixes(SourceFile("a.yaml", text, PLUGIN.read(text)), [spelt], PLUGIN)
    assert expected.text != text
    assert text[:start] + replacement["insertedContent"]["text"] + text[end:] == expected.text


@pytest.mark.parametrize("code", ["D847", "D104"])
@pytest.mark.parametrize("of_spec", [False, True])
def test_a_fix_is_made_in_the_file_as_it_is_read(code: str, of_spec: bool) -> None:
    """A key may be `true` in a spec, and not in a plugin's file; the code of the finding says nothing about that."""
    fix = Fix("a.yaml", Safety.SAFE, (SetValue(("mode",), "chat"),), of_spec)
    found = Finding(code, Severity.WARNING, "wrong", "Fix it.", at("a.yaml"), fix=fix)
    [result] = log(found, texts={"a.yaml": "mode: Chat\nvalues: {true: enabled}\n"})["results"]
    assert ("fixes" in result) is of_spec


def test_suppressed_and_known_ones_are_there_and_marked() -> None:
    aside = Aside((Suppressed(said("b.yaml"), at("b.yaml", 3, 20, 6), "so it is"),), (said("c.yaml"),), compared=True)
    new, suppressed, known = log(said(), aside=aside)["results"]
    assert [one["baselineState"] for one in (new, suppressed, known)] == ["new", "new", "unchanged"]
    assert [len(one["suppressions"]) for one in (new, suppressed, known)] == [0, 1, 0]
    assert suppressed["suppressions"][0]["justification"] == "so it is"


def test_fingerprints_stay_when_lines_move_and_differ_for_two_alike() -> None:
    before = "model: a\nparameter_rules:\n- {name: top_p, default: 2}\n"
    place = Span("a.yaml", 3, 24, 3, 25)
    one = Finding("D841", Severity.WARNING, "wrong", "Fix it.", place)
    moved = Finding("D841", Severity.WARNING, "wrong", "Fix it.", Span("a.yaml", 5, 24, 5, 25))
    other = Finding("D841", Severity.WARNING, "wrong too", "Fix it.", place)
    first = log(one, texts={"a.yaml": before})["results"][0]["partialFingerprints"]
    assert first == log(moved, texts={"a.yaml": f"# x\n\n{before}"})["results"][0]["partialFingerprints"]
    both = log(one, other, texts={"a.yaml": before})["results"]
    assert both[0]["partialFingerprints"] != both[1]["partialFingerprints"]


def test_every_code_has_a_descriptor() -> None:
    findings = [Finding(code, own, "wrong", "Fix it.", at("a.yaml", 1)) for code, own in severities().items()]
    rules = log(*findings)["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == list(severities())
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for one in rules:
        entry = entry_of(one["id"])
        assert one["shortDescription"]["text"] == f"{entry.title}."
        assert one["defaultConfiguration"]["level"] == levels[entry.severity]
        assert entry.fix in one["help"]["markdown"]
        assert "helpUri" not in one, "nothing says where the documents are published"


def test_pages_are_linked_where_the_package_says_where_they_are(tmp_path: Path) -> None:
    info = tmp_path / "difyspec-9.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: difyspec\nVersion: 9\nProject-URL: Documentation, https://docs.example.com/d/\n"
    )
    script = (
        "from difyspec.diagnostics import Finding, Severity, at; from difyspec.report import render;"
        "codes = ('D847', 'D101');"
        "print(render([Finding(c, Severity.INFO, 'x', 'y', at('a')) for c in codes], {}, 'sarif'))"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, cwd=tmp_path
    )
    made = json.loads(done.stdout)
    assert problems(made) == []
    language, rule = made["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://docs.example.com/d/rules/D847.md"
    assert "helpUri" not in language
    assert made["runs"][0]["tool"]["driver"]["informationUri"] == "https://docs.example.com/d"

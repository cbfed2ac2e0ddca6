"""docs/language.md: in step with the models, and each of its examples is a spec."""

from __future__ import annotations

import re

import pytest
from difyspec.language import read
from difyspec.language.docs import GUIDE, TARGET, main, sections, text

from tests.language.reading import ROOT, complete, source

BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = [
    pytest.param(found.group(1), id=f"{path.stem}-{number}")
    for path in sorted(GUIDE.glob("*.md"))
    for number, found in enumerate(BLOCK.finditer(path.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read_without_findings(example: str) -> None:
    assert read([source(complete(example))])[1] == ()


def test_the_document_is_in_step() -> None:
    assert (ROOT / TARGET).read_text(encoding="utf-8") == text()


def test_every_section_is_shown() -> None:
    shown = set(re.findall(r"\{\{(?:keys|own):(\w+)\}\}", "".join(one.read_text() for one in GUIDE.glob("*.md"))))
    told = {
        "Catalogues",
        "Profile",
        "ListedFeature",
        "ConnectionKeys",
        "ProviderValidation",
        "ModelValidation",
        "Columns",
    }
    told |= {"Properties", "ModerationTransport"}  # nothing of their own, or told in words
    assert set(sections()) - shown == told


def test_check_says_whether_it_is_in_step(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    target = ROOT.__class__(str(tmp_path)) / "language.md"
    assert main([str(target), "--check"]) == 1
    assert "run make docs" in capsys.readouterr().err
    assert main([str(target)]) == 0
    assert main(["--check", str(target)]) == 0


def test_no_directive_is_left() -> None:
    assert "{{" not in text()

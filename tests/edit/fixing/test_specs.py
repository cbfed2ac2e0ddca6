"""Fixes of what the rules find in the declarations of a spec: right for all that share a value, or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from difyspec.compile import compile_spec, edited_spec
from difyspec.diagnostics import Finding
from difyspec.edit.fixing import SPEC, Fixed, fix_all

from tests.checks.archive import BASE

TEXT = """spec: 1
provider: acme
label: Acme
description: The models of Acme.
plugin: {author: acme, version: 0.1.0, created_at: '2025-01-31T12:00:00Z'}
credentials:
  provider:
    - api_key
    - site: {type: text, required: false, label: Site}
parameters:
  top_p: {template: top_p, default: 0.99}  # as they say
models:
  llm:
    pricing: USD per 1M
    profiles:
      chat: {mode: chat, features: [tool-call], parameters: [top_p, max_tokens]}
    predefined:
      - one: {use: chat, context_size: 8192, max_tokens: {default: 512, max: 4096}}
      - two: {use: chat, context_size: 8192, max_tokens: {default: 512, max: 4096}}
transport: {endpoint: 'https://api.acme.com/v1', auth: {bearer: $(cred.api_key)}, llm: openai.chat}
"""


def fixed(folder: Path, text: str) -> Fixed:
    """A spec with all its fixes made."""
    folder = folder / "acme"
    folder.mkdir()
    (folder / "icon.svg").write_bytes(BASE.files["_assets/icon.svg"])
    (folder / "provider.yaml").write_text(text)

    def look(edited: Mapping[str, str]) -> list[Finding]:
        return edited_spec(folder, edited)[0]

    assert not compile_spec(folder, emitted=False).blocked
    return fix_all(look, lambda _: text, SPEC, unsafe=True)


TOP_P = "{template: top_p, default: 0.99}"
TWO = "- two: {use: chat,"
CASES = {
    "a value that all share, and that is to change for all": (
        (TOP_P, "{template: top_p, default: 0.999}"),
        (TOP_P, "{template: top_p, precision: 3, default: 0.999}"),
    ),
    "a value of one model": (
        (TWO, f"{TWO} adjust: {{top_p: {{default: 0.999}}}},"),
        (TWO, f"{TWO} adjust: {{top_p: {{default: 0.999, precision: 3}}}},"),
    ),
    "features of a profile": (("[tool-call]", "[stream-tool-call]"), ("[tool-call]", "[tool-call, stream-tool-call]")),
}


@pytest.mark.parametrize("name", CASES)
def test_fixed(name: str, tmp_path: Path) -> None:
    wrong, right = CASES[name]
    made = fixed(tmp_path, TEXT.replace(*wrong))
    assert list(made.texts.values()) == [TEXT.replace(*right)]
    assert made.refused == {}
    assert [one for one in made.findings if one.fix is not None] == []


def test_what_others_share_and_do_not_want_changed_stays(tmp_path: Path) -> None:
    """The default is only too precise for one of the two, but it is written once for both."""
    text = TEXT.replace("0.99}", "0.999}").replace(TWO, f"{TWO} adjust: {{top_p: {{default: 0.5}}}},")
    made = fixed(tmp_path, text)
    assert made.texts == {}
    assert [(one.code, one.fix) for one in made.findings if one.code == "D841"] == [("D841", None)]


def test_a_sound_spec_stays(tmp_path: Path) -> None:
    assert fixed(tmp_path, TEXT).texts == {}

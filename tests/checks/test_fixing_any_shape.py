"""Whatever stands at any place of a declaration, fixing ends, and is done when it has been done once."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping

import pytest
import yaml
from difyspec.checks import check_layout
from difyspec.diagnostics import Finding, Severity
from difyspec.edit.fixing import PLUGIN, Fixed, fix_all
from difyspec.layout import layout_of
from difyspec.source import in_memory

from tests.checks.archive import BASE
from tests.checks.test_any_shape import DECLARATIONS, HOSTILE, ODD, changed, paths


def fixed(files: dict[str, bytes]) -> tuple[Fixed, list[Finding]]:
    """A plugin with all fixes made, and what was found before."""
    folder = in_memory(".", files)

    def look(edited: Mapping[str, str]) -> list[Finding]:
        return check_layout(layout_of(folder.edited(edited)))

    return fix_all(look, folder.text, PLUGIN, unsafe=True), look({})


def holds(name: str, content: bytes) -> None:
    files = BASE.files | {name: content}
    made, before = fixed(files)
    counted = [
        Counter(one.code for one in found if one.severity is Severity.ERROR) for found in (before, made.findings)
    ]
    assert counted[1] <= counted[0]
    again, _ = fixed(files | {file: text.encode() for file, text in made.texts.items()})
    assert again.texts == {}
    assert len(again.findings) == len(made.findings)


@pytest.mark.parametrize("name", DECLARATIONS)
def test_odd_values(name: str) -> None:
    data = yaml.safe_load(BASE.files[name])
    chosen = random.Random(f"fixing {name}")
    for path in paths(data):
        value = chosen.choice(ODD)
        holds(name, yaml.safe_dump(changed(data, path, value), allow_unicode=True).encode())


# Those that take seconds to read are read by other tests.
QUICK = [kind for kind in HOSTILE if not any(word in kind for word in ("bomb", "deep", "many", "long"))]


@pytest.mark.parametrize("kind", QUICK)
@pytest.mark.parametrize("name", ["provider/acme.yaml", "models/llm/acme-chat.yaml"])
def test_hostile_yaml(name: str, kind: str) -> None:
    holds(name, BASE.files[name] + HOSTILE[kind])


def test_misspelt_keys_everywhere() -> None:
    """A key misspelt at a time: where the fix puts the letter back, all is as it was."""
    back = 0
    for name in DECLARATIONS:
        data = yaml.safe_load(BASE.files[name])
        for path in [one for one in paths(data) if one and isinstance(one[-1], str) and len(one[-1]) > 4]:
            key = str(path[-1])
            text = BASE.files[name].decode()
            wrong = text.replace(f"{key}:", f"{key[:-1]}:", 1)
            holds(name, wrong.encode())
            made, _ = fixed(BASE.files | {name: wrong.encode()})
            back += made.texts.get(name) == text
    assert back > 30, back

"""Whatever stands at any place of a declaration, there are findings and no exception."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from difyspec.checks import check_layout, check_many
from difyspec.layout import layout_of
from difyspec.source import in_memory

from tests.checks.archive import BASE

DECLARATIONS = sorted(name for name in BASE.files if name.endswith(".yaml"))
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    1.5,
    float("inf"),
    float("nan"),
    10**60,
    "",
    " ",
    "x" * 5000,
    "1e400",
    "\u202eevil\x00",
    [],
    {},
    [None],
    [[1], {"a": []}],
    {"en_US": None},
    {"": {}},
)


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place within data."""
    yield path
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from paths(value, (*path, key))


def changed(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value at a place."""
    if not path:
        return value
    made = copy.deepcopy(data)
    place = made
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return made


def survives(name: str, content: bytes) -> None:
    files = BASE.files | {name: content}
    layout = layout_of(in_memory(".", files))
    check_layout(layout)
    check_many((layout, layout_of(in_memory("other", BASE.files))))


@pytest.mark.parametrize("name", DECLARATIONS)
def test_odd_values(name: str) -> None:
    data = yaml.safe_load(BASE.files[name])
    places = list(paths(data))
    chosen = random.Random(name)
    for path in places:
        for value in chosen.sample(ODD, 4):
            survives(name, yaml.safe_dump(changed(data, path, value), allow_unicode=True).encode())


HOSTILE = {
    "nul": b"model: a\x00b\n",
    "not utf-8": b"model: \xff\xfe\n",
    "utf-16": "model: a\n".encode("utf-16"),
    "deep flow": b"model: " + b"[" * 300_000,
    "deep block": b"- " * 300_000,
    "deep map": b"{a: " * 300_000,
    "bomb": b"a: &a [x,x]\n"
    + b"".join(
        f"{b}: &{b} [*{a},*{a},*{a}]\n".encode() for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    ),
    "recursive": b"a: &a [*a]\n",
    "recursive map": b"&a {model: *a}\n",
    "merge": b"<<: [1, 2]\n",
    "merge bomb": b"a: &a {x: 1}\n"
    + b"".join(
        f"{b}: &{b} {{<<: [*{a}, *{a}], {b}1: *{a}}}\n".encode()
        for a, b in zip("abcdefghijklmnop", "bcdefghijklmnopq", strict=True)
    ),
    "tag": b"model: !!python/object:os.system x\n",
    "local tag": b"model: !x y\n",
    "binary": b"model: !!binary aGVsbG8=\n",
    "set": b"model: !!set {a, b}\n",
    "odd keys": b"{[1, 2]: 3, 1: 2, null: x, true: y}\n",
    "documents": b"model: a\n---\nmodel: b\n",
    "anchors": b"model: *nowhere\n",
    "tabs": b"\tmodel: a\n",
    "huge number": b"model_properties: {context_size: " + b"9" * 10_000 + b"}\nmodel: a\nmodel_type: llm\n",
    "odd numbers": b"pricing: {input: .inf, output: .nan, unit: 1e400, currency: USD}\nmodel: a\nmodel_type: llm\n",
    "odd times": b"model: 2024-02-30\n",
    "long line": b"model: " + b"a" * 1_000_000 + b"\n",
    "many keys": b"".join(f"k{number}: 1\n".encode() for number in range(20_000)),
    "directive": b"%YAML 9.9\n---\nmodel: a\n",
    "empty": b"",
    "comment": b"# nothing\n",
    "scalar": b"text\n",
    "null": b"~\n",
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(
    "name", ["manifest.yaml", "provider/acme.yaml", "models/llm/acme-chat.yaml", "models/llm/_position.yaml"]
)
def test_hostile_yaml(name: str, kind: str) -> None:
    survives(name, HOSTILE[kind])


PYTHON = {
    "nul": b"a = '\x00'\n",
    "not utf-8": b"# \xff\n",
    "deep": b"a = " + b"(" * 5_000 + b")" * 5_000,
    "sum": b"a = " + b"1+" * 50_000 + b"1\n",
    "attributes": b"a = x" + b".x" * 20_000 + b"\n",
    "unfinished": b"def (:\n",
    "tabs": b"if a:\n\tb\n        c\n",
    "escapes": b"a = '\\d'\n",
    "odd class": b"class A(*b, **c): pass\nclass B(x()[1].y): pass\nclass C: __init__ = 5\n",
    "star": b"from x import *\nfrom . import y\nfrom ...... import z\n",
    "loop": b"class A(A): pass\nclass B(C): pass\nclass C(B): pass\n",
}


@pytest.mark.parametrize("kind", PYTHON)
@pytest.mark.parametrize("name", ["provider/acme.py", "models/llm/llm.py", "models/common.py"])
def test_hostile_python(name: str, kind: str) -> None:
    survives(name, PYTHON[kind])


OTHER = {
    "pyproject.toml": (
        b"[project\n",
        b"\xff",
        b"project = 1\n",
        b"[project]\ndependencies = 5\n",
        b"a = " + b"[" * 5000,
    ),
    "README.md": (b"\xff\xfe", b"", b"```\n" * 1000),
    "PRIVACY.md": (b"\xff", b""),
    ".difyignore": (b"\xff", b"[\n[z-a]\n**\n!\n/\n\\\n" + b"*" * 1000, b"*\n"),
}


@pytest.mark.parametrize("name", OTHER)
def test_other_files(name: str) -> None:
    for content in OTHER[name]:
        survives(name, content)

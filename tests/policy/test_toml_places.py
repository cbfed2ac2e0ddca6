"""Every key and value of a TOML text has a place, and what stands there is that key or value."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from difyspec.policy.toml_places import Key, places
from hypothesis import given, settings
from hypothesis import strategies as st

ODD = '''# comment = 1
a = 1 # x
"b c".'d' = "x # y"
l = [ "a", # hi ]
  "b\\"]", [1, 2],
]
i = { x = 1, y.z = [ {q = 1979-05-27 07:32:00}, {} ], "w}" = '}' }
s = """a "" ] # \\""""
t = \'\'\'x\'\' y\'\'\'
u = """two
lines"""
e = []
[ tool . "difyspec" ]
select = ["D8"]
severity.D8 = "info"
[[p]]
n = 1
[[p.q]]
m = true
[[p]]
[p.r]
z = -inf
[[p.q]]
m = 0x1F
'''


def paths(value: Any, path: Key = ()) -> Iterator[tuple[Key, Any]]:
    """Everything in parsed TOML, by path."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, below in entries:
        yield (*path, step), below
        yield from paths(below, (*path, step))


def held(text: str) -> None:
    """Reading what stands at the place of each value gives the value; at that of each key, the key."""
    data = tomllib.loads(text)
    found = places("f", text)
    everything = dict(paths(data))
    assert {*found.keys, *found.values} == everything.keys()
    lines = text.split("\n")
    for path, span in (*found.values.items(), *found.keys.items()):
        part = "\n".join(lines[span.line - 1 : span.end_line])
        written = part[span.column - 1 : len(part) - len(lines[span.end_line - 1]) + span.end_column - 1]
        if path in found.values and span == found.values[path]:
            assert tomllib.loads(f"it = {written}")["it"] == everything[path]
        elif isinstance(path[-1], str):
            assert list(tomllib.loads(f"{written} = 1")) == [path[-1]]


def test_all_forms() -> None:
    held(ODD)


def test_the_projects_own_settings() -> None:
    held((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))


TEXTS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=8)
SCALARS = st.one_of(st.integers(-9, 9), st.booleans(), TEXTS, st.sampled_from([1.5, -2e10]))
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)


def spelt(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return (
            "{ "
            + ", ".join(f"{json.dumps(key, ensure_ascii=False)} = {spelt(one)}" for key, one in value.items())
            + " }"
        )
    if isinstance(value, list):
        return "[" + ", ".join(spelt(one) for one in value) + " ]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


@settings(deadline=None)
@given(st.dictionaries(TEXTS, VALUES, max_size=4), st.dictionaries(TEXTS, VALUES, max_size=3))
def test_any_text(first: dict[str, Any], second: dict[str, Any]) -> None:
    lines = [f"{json.dumps(key, ensure_ascii=False)} = {spelt(value)}  # {{ [ \" ' =" for key, value in first.items()]
    table = next(name for name in ("t", "tt", "ttt", "tttt", "ttttt") if name not in first)
    lines += [
        f"[ {table} ]",
        *(f"{json.dumps(key, ensure_ascii=False)} = {spelt(value)}" for key, value in second.items()),
    ]
    text = "\n".join(lines)
    held(text)

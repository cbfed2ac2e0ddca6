"""Changes to a section of a spec, one at a time: each key and each element taken away, each value made another one.

A value is changed as its kind asks for: truth is negated, a number raised, a word of the language replaced by another
one, a condition negated, an address moved, any other text lengthened; of a value in ``$( )`` also its parts.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

SECTIONS = ("parameters", "groups", "conditions", "discover", "models", "transport", "validation", "errors")
"""What a section in a file of its own consists of."""

CATALOGUE = ("parameters", "models")
"""Of these, what a spec in ``spec/`` says of a catalogue of its own, which is not the recorded one."""

_LARGE = 1000
"""Above, one more might pass for the same number."""

_CONDITIONS = ("when", "never", "always", "on", "off")
_WORDS = {
    "send": "drop",
    "drop": "send",
    "openai.chat": "openai.completions",
    "openai.completions": "openai.chat",
    "tool_call": "function_call",
    "function_call": "tool_call",
    "from_features": "none",
    "none": "from_features",
    "prompt": "native",
    "truncate": "send",
    "split": "truncate",
    "sigmoid": "identity",
    "minmax": "identity",
    "chat": "completion",
    "completion": "chat",
    "origin": "{ensure_suffix: /other}",
    "system": "user",
    "user": "assistant",
    "assistant": "user",
    "int": "float",
    "float": "int",
    "merge_consecutive": "drop_empty",
    "drop_empty": "strip_think",
    "strip_think": "drop_empty",
}
_VALUE = re.compile(r"\$\((?P<path>[a-z0-9_.]+)(?: else (?P<other>[^()]+))?\)")
_QUOTED = re.compile(r"'([^']*)'")


class _Loader(yaml.SafeLoader):
    """Reads like specs are read: only `true` and `false` are truth, `on` and `off` are texts."""


_Loader.yaml_implicit_resolvers = {
    first: [one for one in known if one[0] != "tag:yaml.org,2002:bool"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def parsed(text: str) -> Any:
    """The data of a section's text."""
    return yaml.load(text, _Loader)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A spec with one change. `at` leads to it, with slashes; `kind` is ``removed``, or what the value became."""

    at: str
    kind: str
    data: dict[str, Any]


def mutants(data: dict[str, Any], sections: tuple[str, ...] = SECTIONS) -> Iterator[Mutant]:
    """Every mutant of the sections of a spec, in the order in which they are written."""
    for name, section in data.items():
        if name in sections:
            yield from _below(data, (name,), section)


def _below(data: dict[str, Any], path: tuple[Any, ...], value: Any) -> Iterator[Mutant]:
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in steps:
        here = (*path, step)
        at = "/".join(map(_step, here))
        yield Mutant(at, "removed", _without(data, here))
        if not isinstance(part, dict | list):
            for other in _others(here, part):
                yield Mutant(at, f"{other!r}", _with(data, here, other))
        yield from _below(data, here, part)


def _step(step: Any) -> str:
    return str(step).lower() if isinstance(step, bool) else str(step)


def _without(data: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    whole = copy.deepcopy(data)
    del _parent(whole, path)[path[-1]]
    return whole


def _with(data: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    whole = copy.deepcopy(data)
    _parent(whole, path)[path[-1]] = value
    return whole


def _parent(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


def _others(path: tuple[Any, ...], value: Any) -> Iterator[Any]:
    """Other values, each of which says something else."""
    if value is None:
        yield "other"
    elif isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value * 2 if abs(value) > _LARGE else value + 1
    elif path[-1] in _CONDITIONS or path[0] == "conditions":
        yield f"not ({value})"
    elif value in _WORDS:
        yield _WORDS[value]
    elif found := _VALUE.search(value):
        yield from _other_values(value, found)
    else:
        yield _other_text(value)


def _other_values(value: str, found: re.Match[str]) -> Iterator[str]:
    """The path alone, the other value alone, another literal, another constant."""
    before, after = value[: found.start()], value[found.end() :]
    path, other = found["path"], found["other"]
    if other is None:
        yield _other_text(f"{before}1{after}")
        return
    yield f"{before}$({path}){after}"
    literal = _QUOTED.fullmatch(other)
    yield f"{before}{literal[1] if literal else f'$({other})' if '.' in other else other}{after}"
    if literal:
        yield f"{before}$({path} else '{_other_text(literal[1])}'){after}"


def _other_text(text: str) -> str:
    if "://" in text:
        return text.replace("://", "://other.", 1)
    return f"{text}2" if text.isdecimal() else f"{text}_other"

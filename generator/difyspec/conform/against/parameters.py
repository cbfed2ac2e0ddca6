"""Values for model parameters."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from difyspec.conform.against.declared import Rule

_SCHEMA = {
    "name": "answer",
    "schema": {"type": "object", "properties": {"answer": {"type": "integer"}}, "required": ["answer"]},
}
_TIED = ("response_format", "json_schema")


def value(rule: Rule) -> Any:
    """A valid value that is not the default, where there is one."""
    if rule.options:
        return next((one for one in rule.options if one != rule.default), rule.options[0])
    if rule.type == "boolean":
        return not rule.default
    if rule.type in ("int", "float"):
        return _number(rule)
    return json.dumps(_SCHEMA) if "schema" in rule.name else "sample"


def _number(rule: Rule) -> int | float:
    low = rule.min if rule.min is not None else 0.0
    high = rule.max if rule.max is not None else low + 10
    if rule.type == "int":
        wanted = [int(low) + 3, int(low) + 1, int(high), int(low)]
        return next(one for one in wanted if (low <= one <= high and one != rule.default) or one == wanted[-1])
    digits = 2 if rule.precision is None else max(rule.precision, 0)
    middle = round(low + (high - low) / 2, digits)
    return middle if middle != rule.default else high


def all_values(rules: Iterable[Rule]) -> dict[str, Any]:
    """A value for each parameter, but for those that ask for JSON: they change what is answered."""
    return {rule.name: value(rule) for rule in rules if rule.name not in _TIED}


def single_values(rules: Iterable[Rule]) -> list[tuple[str, dict[str, Any]]]:
    """Each parameter by itself, and each option of those that have some, with a name."""
    known = {rule.name: rule for rule in rules}
    found: list[tuple[str, dict[str, Any]]] = []
    for rule in known.values():
        if rule.name == "json_schema":
            continue
        for one in rule.options or (value(rule),):
            schema = {"json_schema": value(known["json_schema"])} if one == "json_schema" in known else {}
            found.append((f"{rule.name}={one}", {rule.name: one, **schema}))
        if rule.type == "boolean":
            found.append((f"{rule.name}={rule.default or False}", {rule.name: rule.default or False}))
    return found

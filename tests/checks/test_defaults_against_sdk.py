"""The rules about defaults against the SDK's own check of parameters: they object exactly where it does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from difyspec.checks import check_layout, rules
from difyspec.layout import layout_of
from difyspec.loaders.templates import TEMPLATES
from difyspec.source import in_memory

from tests.checks.archive import BASE
from tests.loaders.asking import Ask, asking

CODES = ("D840", "D841", "D842", "D843")
RULES = [rule for rule in rules() if rule.code in CODES]
MODEL = "models/llm/acme-chat.yaml"


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking() as asked:
        yield asked


def objections(rule: dict[str, Any]) -> list[str]:
    data = yaml.safe_load(BASE.files[MODEL]) | {"parameter_rules": [rule]}
    files = BASE.files | {MODEL: yaml.safe_dump(data).encode()}
    return [one.message for one in check_layout(layout_of(in_memory(".", files)), RULES) if one.code in CODES]


def agree(ask: Ask, rule: dict[str, Any]) -> None:
    theirs, said = ask("default", yaml.safe_dump(rule)), objections(rule)
    if isinstance(rule.get("default"), bool) and rule.get("type") != "boolean":
        return  # the SDK takes true for 1; we do not
    assert bool(theirs) == bool(said), (rule, theirs, said)


@pytest.mark.parametrize("template", TEMPLATES)
def test_around_the_limits_of_a_template(ask: Ask, template: str) -> None:
    known = TEMPLATES[template]
    numbers = [float(one) for one in (known.min, known.max) if one is not None]
    values: list[Any] = [None, "JSON", "json", "", True, 0, 1, 0.5, 0.999, -1, 100, 101, 2048, 2049, *numbers]
    for value in [*values, *(one + step for one in numbers for step in (-1, -0.01, -0.001, 0.001, 0.01, 1))]:
        agree(ask, {"name": "p", "use_template": template, "default": value})
        agree(ask, {"name": "p", "use_template": template, "default": value, "min": None, "max": 5, "precision": 1})


def test_any_parameter(ask: Ask) -> None:
    chosen = random.Random(7)
    for _ in range(600):
        kind = chosen.choice(("int", "float", "string", "boolean", "text"))
        rule: dict[str, Any] = {"name": "p", "type": kind, "label": {"en_US": "P"}}
        if chosen.random() < 0.4:
            rule["use_template"] = chosen.choice([*TEMPLATES, "unknown", ""])
        for key, values in (
            ("min", (0, 1, -1, 0.5, None)),
            ("max", (0, 1, 2, 1.5, None)),
            ("precision", (0, 1, 2, 3, None)),
            ("options", (["a", "b"], [], ["1", "true"])),
            ("default", (0, 1, 2, 0.5, 0.25, 0.125, 1.0, -1, True, False, "a", "1", "", "c", None, [1], {"a": 1})),
        ):
            if chosen.random() < (0.9 if key == "default" else 0.5):
                rule[key] = chosen.choice(values)
        agree(ask, rule)

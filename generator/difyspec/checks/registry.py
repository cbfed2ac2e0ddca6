"""All rules, found by looking into the folder `rules`: to add one, add a file."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

from difyspec.checks import rules as package
from difyspec.checks.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by code; `ValueError` where two have the same."""
    found = [rule for module in _modules(package) for rule in vars(module).values() if isinstance(rule, Rule)]
    codes = [rule.code for rule in found]
    if len(set(codes)) != len(codes):
        raise ValueError(f"codes used twice: {sorted({code for code in codes if codes.count(code) > 1})}")
    return tuple(sorted(found, key=lambda rule: rule.code))


def _modules(folder: ModuleType) -> Iterator[ModuleType]:
    for info in pkgutil.iter_modules(folder.__path__, folder.__name__ + "."):
        module = importlib.import_module(info.name)
        if info.ispkg:
            yield from _modules(module)
        else:
            yield module

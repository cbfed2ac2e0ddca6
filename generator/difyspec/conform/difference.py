"""Where two values of JSON differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TOLERANCE = 1e-9


class _Absent:
    """The value of a key that is not there."""

    def __repr__(self) -> str:
        return "<absent>"


ABSENT: Final = _Absent()


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference. `path` is a JSON path such as ``$.requests[0].body.model``; `ABSENT` stands for no value."""

    path: str
    expected: Any
    actual: Any

    @property
    def hint(self) -> str:
        """What the difference is, where both values are JSON in a text; else empty."""
        left, right = _parsed(self.expected), _parsed(self.actual)
        if left is None or right is None:
            return ""
        inner = next(differences(left, right), None)
        return f"inside, {inner.path} differs" if inner else "the same JSON, written differently"


def differences(expected: Any, actual: Any, path: str = "$") -> Iterator[Difference]:
    """All differences, in the order of sorted keys. A number is its value: 1 is 1.0, but not true and not "1"."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key in sorted({*expected, *actual}):
            yield from differences(expected.get(key, ABSENT), actual.get(key, ABSENT), f"{path}{_step(key)}")
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            yield Difference(f"{path}.length", len(expected), len(actual))
        for index, (left, right) in enumerate(zip(expected, actual, strict=False)):
            yield from differences(left, right, f"{path}[{index}]")
    elif not _same(expected, actual):
        yield Difference(path, expected, actual)


def _same(left: Any, right: Any) -> bool:
    if _number(left) and _number(right):
        return left == right or (
            isinstance(left, float) | isinstance(right, float)
            and bool(abs(left - right) <= _TOLERANCE * max(1.0, abs(left), abs(right)))
        )
    return type(left) is type(right) and bool(left == right)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _step(key: str) -> str:
    return f".{key}" if _NAME.fullmatch(key) else f"[{json.dumps(key, ensure_ascii=False)}]"


def _parsed(value: Any) -> Any:
    """The list or object that a text holds, else None."""
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None

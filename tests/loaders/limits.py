"""The limits of the daemon, said once more and in its own terms, and declarations right around them.

Source: the daemon's entities and validators (pkg/entities/plugin_entities). `always` are those that packing or
installing checks, the others hold in remote debugging and in answers only. The SDK's limits are not said here:
it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

type Make = Callable[[int, str], Any]


@dataclass(frozen=True, slots=True)
class Limit:
    """A measure of the value at a path: it must lie between the two. `make` builds a value of a measure."""

    kind: str
    path: tuple[str | int, ...]
    least: int
    most: int
    always: bool
    make: Make

    def measures(self) -> Iterator[int]:
        """One below, at and above each limit."""
        for edge in (self.least, self.most):
            yield from (one for one in (edge - 1, edge, edge + 1) if one >= 0)

    def kept(self, measure: int) -> bool:
        return self.least <= measure <= self.most


def text(length: int, letter: str) -> str:
    return letter * length


def word(length: int, letter: str) -> str:
    """Small letters only, as names must have."""
    return "a" * length


def number(value: int, letter: str) -> int:
    return value


def version(digits: int, letter: str) -> str:
    return f"{'1' * digits}.0.0"


def fields(count: int, letter: str) -> list[dict[str, Any]]:
    return [
        {"variable": f"v{one}", "type": "text-input", "required": False, "label": {"en_US": f"V{one}"}}
        for one in range(count)
    ]


def options(count: int, letter: str) -> list[dict[str, Any]]:
    return [{"value": "chat" if one == 0 else f"o{one}", "label": {"en_US": f"O{one}"}} for one in range(count)]


def conditions(count: int, letter: str) -> list[dict[str, str]]:
    return [{"variable": "__model_type", "value": "llm"} for _ in range(count)]


def rules(count: int, letter: str) -> list[dict[str, Any]]:
    return [{"name": f"p{one}", "type": "int", "label": {"en_US": f"P{one}"}} for one in range(count)]


_FIELD = ("model_credential_schema", "credential_form_schemas", 0)
LIMITS = (
    Limit("manifest", ("author",), 1, 64, True, word),
    Limit("manifest", ("name",), 1, 128, True, word),
    Limit("manifest", ("version",), 1, 4, True, version),
    Limit("manifest", ("label", "en_US"), 1, 1023, True, text),
    Limit("manifest", ("label", "zh_Hans"), 0, 1023, True, text),
    Limit("manifest", ("description", "en_US"), 1, 1023, True, text),
    Limit("manifest", ("icon",), 1, 128, True, word),
    Limit("manifest", ("resource", "memory"), 1, 2**63 - 1, True, number),
    Limit("manifest", ("resource", "permission", "storage", "size"), 1024, 2**30, True, number),
    Limit("manifest", ("meta", "runner", "version"), 1, 128, True, text),
    Limit("manifest", ("meta", "runner", "entrypoint"), 1, 256, True, word),
    Limit("provider", ("provider",), 1, 255, False, word),
    Limit("provider", ("label", "en_US"), 1, 1023, False, text),
    Limit("provider", ("description", "en_US"), 1, 1023, False, text),
    Limit("provider", (*_FIELD[:2],), 0, 32, False, fields),
    Limit("provider", (*_FIELD, "variable"), 1, 255, False, word),
    Limit("provider", (*_FIELD, "label", "en_US"), 1, 1023, False, text),
    Limit("provider", (*_FIELD, "default"), 0, 255, False, text),
    Limit("provider", (*_FIELD, "options"), 0, 128, False, options),
    Limit("provider", (*_FIELD, "options", 0, "value"), 1, 255, False, text),
    Limit("provider", (*_FIELD, "show_on"), 0, 16, False, conditions),
    Limit("model", ("model",), 1, 255, False, text),
    Limit("model", ("label", "en_US"), 1, 1023, False, text),
    Limit("model", ("parameter_rules",), 0, 128, False, rules),
    Limit("model", ("parameter_rules", 1, "name"), 1, 255, False, word),
    Limit("model", ("parameter_rules", 1, "label", "en_US"), 1, 1023, False, text),
    Limit("model", ("parameter_rules", 1, "help", "en_US"), 1, 1023, False, text),
)

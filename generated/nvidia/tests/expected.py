"""What the tests expect of this plugin, read from ``expected.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PLUGIN = Path(__file__).parents[1]


@dataclass(frozen=True)
class Failing:
    """An answer that is a failure, and the kind that Dify is told."""

    status: int
    kind: str
    body: Any = None


@dataclass(frozen=True)
class Described:
    """What the description of a model has at least. `credentials` are those of a model that a user added."""

    model: str
    features: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    properties: dict[str, Any] = field(default_factory=dict)
    credentials: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Expected:
    """One model type. `model` and `credentials` are for calls; no credentials: none that fit could be made up.

    `served`: the scripted server speaks the protocol; otherwise hooks speak to a server of their own kind. `discovers`:
    validation asks the server for facts, in its own words.
    """

    type: str
    model: str
    credentials: dict[str, Any] | None
    served: bool
    discovers: bool
    predefined: tuple[Described, ...]
    custom: Described | None


@dataclass(frozen=True)
class ProviderTest:
    """The provider form: values that fit it, and whether testing them calls a model the scripted server speaks for."""

    credentials: dict[str, Any]
    served: bool


def _read() -> dict[str, Any]:
    return dict(json.loads(Path(__file__).with_name("expected.json").read_text("utf-8")))


def _described(data: dict[str, Any]) -> Described:
    features, parameters = tuple(data["features"]), tuple(data["parameters"])
    return Described(data["model"], features, parameters, data["properties"], data.get("credentials", {}))


def _expected(type_: str, data: dict[str, Any]) -> Expected:
    return Expected(
        type=type_,
        model=data["model"],
        credentials=data["credentials"],
        served=data["served"],
        discovers=data["discovers"],
        predefined=tuple(_described(one) for one in data["predefined"]),
        custom=_described(data["custom"]) if data["custom"] else None,
    )


_DATA = _read()

PROVIDER: str = _DATA["provider"]
NAME: str = _DATA["name"]
SECRET: str = _DATA["secret"]
FORMS: dict[str, list[str] | None] = _DATA["forms"]
TYPES: tuple[Expected, ...] = tuple(_expected(type_, data) for type_, data in _DATA["types"].items())
PATHS: dict[str, str] = _DATA["paths"]
"""Paths of this server's own, and those of the protocols that it speaks there."""
FAILURES: tuple[Failing, ...] = tuple(Failing(**one) for one in _DATA["failures"])
PROVIDER_TEST: ProviderTest | None = ProviderTest(**_DATA["provider_test"]) if _DATA["provider_test"] else None

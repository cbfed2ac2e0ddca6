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
class Model:
    """What the description of a model has at least. `credentials` are those of a model that a user added."""

    model: str
    features: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    properties: dict[str, Any] = field(default_factory=dict)
    credentials: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Described:
    """A server with JSON of its own: dotted places of what a request asks about, and of what the answer says.

    No places: the answer is audio.
    """

    items: tuple[str, ...]
    places: dict[str, str]


@dataclass(frozen=True)
class Expected:
    """One model type. `model` and `credentials` are for calls; no credentials: none that fit could be made up.

    `served`: the scripted server speaks the protocol, which `described` tells where it is JSON of the server's own;
    otherwise hooks may speak to a server of their own kind. `discovers`: validation asks the server for facts, in its
    own words.
    """

    type: str
    model: str
    credentials: dict[str, Any] | None
    served: bool
    discovers: bool
    described: Described | None
    predefined: tuple[Model, ...]
    custom: Model | None


@dataclass(frozen=True)
class ProviderTest:
    """The provider form: values that fit it, and the model types that are called to test them.

    `served`: the scripted server is certain to answer as the test wants it.
    """

    credentials: dict[str, Any]
    types: tuple[str, ...]
    served: bool


def _read() -> dict[str, Any]:
    return dict(json.loads(Path(__file__).with_name("expected.json").read_text("utf-8")))


def _model(data: dict[str, Any]) -> Model:
    features, parameters = tuple(data["features"]), tuple(data["parameters"])
    return Model(data["model"], features, parameters, data["properties"], data.get("credentials", {}))


def _expected(type_: str, data: dict[str, Any]) -> Expected:
    return Expected(
        type=type_,
        model=data["model"],
        credentials=data["credentials"],
        served=data["served"],
        discovers=data["discovers"],
        described=Described(tuple(data["json"]["items"]), data["json"]["places"]) if data["json"] else None,
        predefined=tuple(_model(one) for one in data["predefined"]),
        custom=_model(data["custom"]) if data["custom"] else None,
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
_FORM = _DATA["provider_test"]
PROVIDER_TEST: ProviderTest | None = (
    ProviderTest(_FORM["credentials"], tuple(_FORM["types"]), _FORM["served"]) if _FORM else None
)

"""Models that users add: a description in Dify's own YAML, completed from credentials and discovered facts."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from dify_plugin.entities.model import AIModelEntity, FetchFrom

from .calls import Voice

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=64)
def _parsed(path: Path) -> Any:
    return yaml.load(path.read_bytes(), _Loader)  # noqa: S506  (it is a safe loader)


@lru_cache(maxsize=256)
def _packed(path: Path, name: str | None) -> bytes:
    """The data of a file, of one model of it if there is a `name`. Unpacking makes a copy, faster than `deepcopy`."""
    data = _parsed(path)
    return pickle.dumps(data if name is None else next((one for one in data or () if one.get("model") == name), None))


def load(path: Path) -> dict[str, Any]:
    """A model's description as data, read once per process; the caller may change what it gets."""
    return dict(pickle.loads(_packed(path, None)) or {})  # noqa: S301  (packed above)


def base(path: Path, name: str | None) -> dict[str, Any] | None:
    """The description of one of the base models in a file, without its label: the copy has a name of its own.

    None where there is no base model of that name.
    """
    found = pickle.loads(_packed(path, name)) if name else None  # noqa: S301  (packed above)
    return found and {key: value for key, value in found.items() if key not in ("label", "deprecated")}


class Draft:
    """A description in the making. `data` is Dify's model YAML as data; hooks may change it directly."""

    def __init__(self, data: dict[str, Any], model: str) -> None:
        self.model = model
        self.data: dict[str, Any] = {"label": {"en_US": model}, "model_properties": {}, **data}
        self.data["model"] = model

    def set(self, name: str, value: object) -> None:
        """A model property (``context_size``); an absent value takes it away."""
        if value is None:
            self.data["model_properties"].pop(name, None)
        else:
            self.data["model_properties"][name] = value

    def label(self, text: str | Mapping[str, str] | None) -> None:
        """What people see; by default the model's name."""
        if text:
            self.data["label"] = {"en_US": text} if isinstance(text, str) else dict(text)

    def feature(self, *names: str, when: object = True) -> None:
        """Keeps or adds features while `when` is true, takes them away otherwise."""
        features = self.data.get("features") or []
        if not when:
            self.data["features"] = [feature for feature in features if feature not in names]
        else:
            self.data["features"] = [*features, *(name for name in names if name not in features)]

    def parameter(self, *names: str, when: object = True, **changes: object) -> None:
        """Changes parameters while `when` is true, takes them away otherwise; one that is new needs its `type`.

        A change to an absent value (None) is none. A default outside changed limits moves to the nearer limit.
        """
        for name in names:
            self._parameter(name, when, changes)

    def _parameter(self, name: str, when: object, changes: Mapping[str, object]) -> None:
        rules = self.data.get("parameter_rules") or []
        if not when:
            self.data["parameter_rules"] = [rule for rule in rules if rule.get("name") != name]
            return
        rule = next((rule for rule in rules if rule.get("name") == name), None)
        if rule is None:
            rule = {"name": name, "label": {"en_US": name}}
            self.data["parameter_rules"] = [*rules, rule]
        rule.update({key: value for key, value in changes.items() if value is not None})
        _fit(rule)

    def pricing(
        self, input: object, output: object = None, *, unit: object = "0.000001", currency: str = "USD"
    ) -> None:
        """Prices per token times `unit`; without an input price the model has none."""
        if input is None:
            self.data.pop("pricing", None)
            return
        price = {"input": str(input), "unit": str(unit), "currency": currency}
        self.data["pricing"] = price if output is None else {**price, "output": str(output)}

    def voices(self, voices: Iterable[Voice], default: str | None = None) -> None:
        """The voices people may choose from; `default` is the one that is set, if it is one of them, else the first."""
        listed = {v.id: {"name": v.name, "mode": v.id, "language": list(v.languages)} for v in voices}
        self.set("voices", list(listed.values()) or None)
        known = self.data.get("model_properties", {}).get("default_voice")
        if listed:
            self.set("default_voice", default or (known if known in listed else next(iter(listed))))

    def entity(self) -> AIModelEntity:
        """The description as the SDK wants it."""
        return AIModelEntity.model_validate({**self.data, "fetch_from": FetchFrom.CUSTOMIZABLE_MODEL})


def split_voices(text: str | None, languages: Iterable[str]) -> list[Voice]:
    """The voices that a comma-separated text names, each speaking all `languages`."""
    spoken = tuple(languages)
    return [Voice(name, name, spoken) for part in (text or "").split(",") if (name := part.strip())]


def _fit(rule: dict[str, Any]) -> None:
    default, low, high = rule.get("default"), rule.get("min"), rule.get("max")
    if not isinstance(default, int | float) or isinstance(default, bool):
        return
    if isinstance(high, int | float) and default > high:
        rule["default"] = high
    elif isinstance(low, int | float) and default < low:
        rule["default"] = low

"""A generated plugin's forms, and filling them in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import click
import yaml

from difyspec.cli.refusal import Refused
from difyspec.diagnostics import nearest
from difyspec.diagnostics.steering import harmless


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form, as the plugin declares it. `options` are the values of a select."""

    name: str
    label: str
    secret: bool
    required: bool
    default: str | None
    options: tuple[str, ...] = ()
    show_on: tuple[tuple[str, str], ...] = ()

    def shown(self, values: Mapping[str, str]) -> bool:
        """Whether the field is to be filled in, given the others."""
        return all(values.get(name) == value for name, value in self.show_on)

    def asked_after(self, known: Mapping[str, str]) -> Field:
        """The field without the conditions on values that are decided already."""
        return replace(self, show_on=tuple(one for one in self.show_on if one[0] not in known))


@dataclass(frozen=True, slots=True)
class Plugin:
    """What debugging has to know of a plugin. `predefined` are the names of models by type."""

    folder: Path
    provider: str
    types: tuple[str, ...]
    provider_form: tuple[Field, ...]
    model_form: tuple[Field, ...] | None
    predefined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def form(self, type_: str, model: str) -> tuple[Field, ...]:
        """The form that a model's credentials come from, without the fields of other types."""
        if model in self.predefined.get(type_, ()) or self.model_form is None:
            return self.provider_form
        known = {"__model_type": type_, "__model_name": model}
        return tuple(one.asked_after(known) for one in self.model_form if one.shown({**dict(one.show_on), **known}))


def read_plugin(folder: Path) -> Plugin:
    """Reads a generated plugin; `Refused` if there is none."""
    manifest = _yaml(folder / "manifest.yaml")
    provider = _yaml(folder / manifest["plugins"]["models"][0])
    model_form = provider.get("model_credential_schema")
    return Plugin(
        folder,
        provider["provider"],
        tuple(provider["supported_model_types"]),
        _fields((provider.get("provider_credential_schema") or {}).get("credential_form_schemas")),
        _fields(model_form.get("credential_form_schemas")) if model_form else None,
        {type_.replace("_", "-"): _names(folder, block) for type_, block in (provider.get("models") or {}).items()},
    )


def fill(form: Iterable[Field], given: Mapping[str, str], *, ask: bool) -> dict[str, str]:
    """The credentials: what is given, then answers if somebody can be asked, then defaults.

    Whoever gave some fields is asked only for those that are required and have no default. `UsageError` for a field
    that the form does not have, or lacks.
    """
    fields = tuple(form)
    names = [one.name for one in fields]
    for name in given:
        if name not in names:
            near = nearest(name, names)
            meant = f" Did you mean '{near}'?" if near else f" There are: {', '.join(names)}." if names else ""
            raise click.UsageError(f"The form has no field '{name}'.{meant}")
    expected = {one.name: one.default for one in fields if one.default is not None} | dict(given)
    values: dict[str, str] = {}
    missing: list[str] = []
    for one in fields:
        necessary = one.required and one.default is None
        if one.name in given:
            values[one.name] = given[one.name]
        elif not one.shown({**expected, **values}):
            continue
        elif ask and (necessary or not given):
            values.update(_answer(one))
        elif one.default is not None:
            values[one.name] = one.default
        elif one.required:
            missing.append(one.name)
    if missing:
        ways = " ".join(f"--credential {name}=..." for name in missing)
        raise click.UsageError(f"The form needs more: {ways}")
    return values


def pairs(given: Iterable[str], file: Path | None) -> dict[str, str]:
    """``name=value`` options and a file of them (YAML, or JSON, which is YAML too); options win."""
    found: dict[str, str] = {}
    if file is not None:
        # This loader leaves every scalar the text it is: a key of digits stays one.
        data = _parsed(file, lambda text: yaml.load(text, yaml.BaseLoader))  # noqa: S506  # it makes only texts
        if not isinstance(data, dict) or not all(isinstance(value, str) for value in data.values()):
            raise click.UsageError(f"{file.as_posix()} is not a map of names to texts.")
        found.update({str(name): value for name, value in data.items()})
    for one in given:
        name, sign, value = one.partition("=")
        if not sign or not name:
            raise click.UsageError(f"'{one}' is not of the form name=value.")
        found[name] = value
    return found


def interactive() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


def _answer(one: Field) -> dict[str, str]:
    kind = click.Choice(one.options) if one.options else click.STRING
    default = one.default if one.default is not None else None if one.required else ""
    value = click.prompt(
        harmless(one.label), default=default, type=kind, hide_input=one.secret, show_default=bool(default), err=True
    )
    return {one.name: str(value)} if value != "" else {}


def _fields(schemas: Any) -> tuple[Field, ...]:
    return tuple(
        Field(
            one["variable"],
            str((one.get("label") or {}).get("en_US") or one["variable"]),
            one.get("type") == "secret-input",
            bool(one.get("required", True)),
            one.get("default"),
            tuple(option["value"] for option in one.get("options") or ()),
            tuple((on["variable"], on["value"]) for on in one.get("show_on") or ()),
        )
        for one in schemas or ()
    )


def _names(folder: Path, block: Mapping[str, Any]) -> tuple[str, ...]:
    """The names of the predefined models of a type, each file once."""
    files = dict.fromkeys(path for pattern in block.get("predefined") or () for path in sorted(folder.glob(pattern)))
    return tuple(_yaml(path)["model"] for path in files if not path.name.endswith("_position.yaml"))


def _yaml(path: Path) -> Any:
    return _parsed(path, lambda text: yaml.load(text, yaml.CSafeLoader))  # it is the safe one


def _parsed(path: Path, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(path.read_text("utf-8"))
    except OSError as error:
        raise Refused(f"{path.as_posix()} cannot be read: {(error.strerror or '').lower()}.") from None
    except (yaml.YAMLError, UnicodeDecodeError):
        raise Refused(f"{path.as_posix()} is not YAML.") from None

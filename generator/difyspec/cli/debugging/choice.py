"""What a user did not say, concluded from the plugin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import yaml

from difyspec.cli.debugging.form import Plugin, pairs
from difyspec.diagnostics import nearest


def chosen_model(plugin: Plugin, type_: str | None, model: str | None) -> tuple[str, str]:
    """The model type and the model's name, as far as they can be concluded."""
    if type_ is None:
        having = [one for one in plugin.types if model in plugin.predefined.get(one, ())]
        type_ = having[0] if having else "llm" if "llm" in plugin.types else plugin.types[0]
    if type_ not in plugin.types:
        raise click.UsageError(f"The provider has no models of type {type_}, only {', '.join(plugin.types)}.")
    known = plugin.predefined.get(type_, ())
    if model is None and not known:
        raise click.UsageError("Name the model with --model.")
    if model is not None and known and model not in known and plugin.model_form is None:
        raise click.UsageError(f"The provider has no model '{model}' of type {type_}, only {', '.join(known)}.")
    return type_, model if model is not None else known[0]


def model_parameters(given: tuple[str, ...], types: Mapping[str, str] | None) -> dict[str, Any]:
    """Model parameters: texts as they are, others with the type that YAML gives them.

    `types` are those of the model's parameters, None where it has not said which it has. `UsageError` for a parameter
    that the model does not have; Dify would leave it out.
    """
    values = pairs(given, None)
    for name in values:
        if types is not None and name not in types:
            near = nearest(name, types)
            meant = f"Did you mean '{near}'?" if near else f"There are: {', '.join(types) or 'none'}."
            raise click.UsageError(f"The model has no parameter '{name}'. {meant}")
    return {name: _value(text, (types or {}).get(name, "")) for name, text in values.items()}


def _value(text: str, type_: str) -> Any:
    if type_ in ("string", "text"):
        return text
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError:
        return text

"""What a user did not say, concluded from the plugin."""

from __future__ import annotations

from typing import Any

import click
import yaml

from difyspec.cli.debugging.form import Plugin, pairs


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


def model_parameters(given: tuple[str, ...]) -> dict[str, Any]:
    """Model parameters with the types YAML gives them."""
    return {name: yaml.safe_load(value) for name, value in pairs(given, None).items()}

"""A debugging session: test the credentials, say what the model is, then talk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from difyspec.cli.debugging.form import Plugin
from difyspec.cli.debugging.process import PluginError
from difyspec.cli.debugging.talk import Target, tell


def validated(plugin: Plugin, target: Target) -> Target:
    """Tests the credentials as Dify does when they are saved; the target with the credentials that Dify would keep.

    Raises `PluginError` when they are refused.
    """
    predefined = target.model in plugin.predefined.get(target.type, ())
    if predefined or plugin.model_form is None:
        request: dict[str, Any] = {
            "type": "model",
            "action": "validate_provider_credentials",
            "provider": plugin.provider,
            "credentials": dict(target.credentials),
        }
    else:
        request = target.request("validate_model_credentials")
    answer = target.process.result(request) or {}
    kept = answer.get("credentials")
    target.note("credentials: accepted")
    if not isinstance(kept, Mapping):
        return target
    learned = {key: value for key, value in kept.items() if target.credentials.get(key) != value}
    for key, value in sorted(learned.items()):
        target.note(f"  learned {key}: {value}")
    return replace(target, credentials=dict(kept))


def describe(target: Target) -> dict[str, str] | None:
    """Says what the model can do, as the plugin tells Dify; the types of its parameters, or None if it says nothing."""
    answer = target.process.result(target.request("get_ai_model_schemas")) or {}
    schema = answer.get("model_schema")
    if not schema:
        target.note(f"model: {target.model} (no description)")
        return None
    facts = [f"{key} {value}" for key, value in (schema.get("model_properties") or {}).items() if key != "voices"]
    facts += [", ".join(schema["features"])] if schema.get("features") else []
    parameters = {rule["name"]: str(rule.get("type", "")) for rule in schema.get("parameter_rules") or ()}
    facts += [f"parameters {', '.join(parameters)}"] if parameters else []
    target.note(f"model: {target.model}: " + "; ".join(facts))
    return parameters


def converse(target: Target, prompt: str = "you> ") -> None:
    """Reads a line, answers it, and so on until the input ends or ``/exit``."""
    target.note("/reset forgets the conversation, /exit or the end of input leaves")
    history: list[dict[str, str]] = []
    while True:
        try:
            line = click.prompt(prompt, prompt_suffix="", default="", show_default=False, err=True).strip()
        except (click.Abort, EOFError):
            target.note("")
            return
        if line in ("/exit", "/quit"):
            return
        if line == "/reset":
            history.clear()
        elif line:
            try:
                tell(target, line, history)
            except PluginError as error:
                target.note(f"{error.kind}: {error}")

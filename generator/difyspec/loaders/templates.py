"""The eight templates of parameters, and what a rule comes to with one.

SDK: `PARAMETER_RULE_TEMPLATE` in entities/model/schema.py; the rule's own keys replace the template's one by one, also
where they are null. Daemon: model_declaration.go keeps its own table with the same numbers, takes them only where a key
is absent or null, and calls ``json_schema`` a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """The part of a template that has consequences; the texts for people are left out."""

    type: str
    default: str | None = None
    min: str | None = None
    max: str | None = None
    precision: str | None = None
    options: tuple[str, ...] = ()


TEMPLATES: Mapping[str, Template] = {
    "temperature": Template("float", "0.0", "0.0", "1.0", "2"),
    "top_p": Template("float", "1.0", "0.0", "1.0", "2"),
    "top_k": Template("int", "50", "1", "100", "0"),
    "presence_penalty": Template("float", "0.0", "0.0", "1.0", "2"),
    "frequency_penalty": Template("float", "0.0", "0.0", "1.0", "2"),
    "max_tokens": Template("int", "64", "1", "2048", "0"),
    "response_format": Template("string", options=("JSON", "XML")),
    "json_schema": Template("text"),
}

"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/hostile; do not edit

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """\"\"\"key\\"""
    import_: str | None = None
    """1e3"""
    class_: Literal["it's", 'a"b', "back\\slash"] = "it's"
    """2024-01-01"""
    flag: bool = False
    """true"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """{{ 7*7 }}"""
    stop_word: Literal["\\n'\"", "{}", '"""'] | None = None
    """1_000"""

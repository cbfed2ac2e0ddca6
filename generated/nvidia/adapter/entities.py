"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/nvidia; do not edit

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """API Key"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(le=1.0)] = None
    """Top P"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    frequency_penalty: Annotated[float | None, Field(ge=-2.0, le=2.0)] = None
    """Frequency Penalty"""
    presence_penalty: Annotated[float | None, Field(ge=-2.0, le=2.0)] = None
    """Presence Penalty"""
    random_seed: Annotated[int | None, Field(ge=0, le=2147483647)] = None
    """Seed"""

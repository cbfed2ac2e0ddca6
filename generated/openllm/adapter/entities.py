"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/openllm; do not edit

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    server_url: str
    """Server URL"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Top P"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    presence_penalty: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Presence Penalty"""
    frequency_penalty: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Frequency Penalty"""
    top_k: Annotated[int | None, Field(ge=1, le=200)] = None
    """Top K"""

"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/groq; do not edit

from __future__ import annotations

from typing import Annotated, Literal

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

    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Top P"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    response_format: Literal["text", "json_object", "json_schema"] | None = None
    """Response Format"""
    json_schema: str | None = None
    """JSON Schema"""
    reasoning_effort: Literal["low", "medium", "high"] | None = None
    """Reasoning effort"""

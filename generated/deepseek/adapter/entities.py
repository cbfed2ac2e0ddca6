"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/deepseek; do not edit

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """API Key"""
    endpoint_url: str | None = None
    """API endpoint URL"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0, le=2.0)] = None
    """Temperature"""
    max_tokens: Annotated[int | None, Field(ge=1, le=384000)] = None
    """Max Tokens"""
    top_p: Annotated[float | None, Field(ge=0.01, le=1.0)] = None
    """Top P"""
    thinking: bool | None = None
    """Thinking"""
    reasoning_effort: Literal["low", "high", "max"] | None = None
    """Reasoning effort"""
    response_format: Literal["text", "json_object"] | None = None
    """Response Format"""

"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/lantern; do not edit

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
    base_model: Literal["lamp-chat", "lamp-think", "lamp-embed"]
    """Base model"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmCredentials(Credentials):
    """What users fill in for large language models."""

    api: Literal["responses", "chat"] = "responses"
    """API"""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Top P"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    enable_stream: bool | None = None
    """Streaming"""
    enable_thinking: bool | None = None
    """Thinking"""
    reasoning_effort: Literal["low", "medium", "high"] | None = None
    """Reasoning effort"""

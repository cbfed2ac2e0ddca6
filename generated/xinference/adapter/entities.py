"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/xinference; do not edit

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    server_url: str
    """Server URL"""
    model_uid: str
    """Model UID"""
    api_key: str | None = None
    """API Key"""
    invoke_timeout: int = 60
    """Timeout (seconds)"""
    max_retries: int = 3
    """Attempts"""


class Discovered(Entity):
    """What the server tells about a model."""

    mode: Literal["chat", "completion"] | None = None
    """Saved as completion_type."""
    context_length: int | None = None
    """Saved as context_length."""
    input_length: int | None = None
    """Saved as max_tokens."""
    vision: bool | None = None
    """Saved as support_vision."""
    tools: bool | None = None
    """Saved as support_function_call."""
    family: str | None = None
    """Saved as audio_model_name."""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Top P"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    presence_penalty: Annotated[float | None, Field(ge=-2.0, le=2.0)] = None
    """Presence Penalty"""
    frequency_penalty: Annotated[float | None, Field(ge=-2.0, le=2.0)] = None
    """Frequency Penalty"""
    think: bool | None = None
    """Think"""

"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/openai; do not edit

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """API Key"""
    organization: str | None = None
    """Organization"""
    base_url: str | None = None
    """Base URL"""
    validate_model: str | None = None
    """Model for the test"""
    api_protocol: Literal["responses", "chat"] = "responses"
    """API"""
    request_metadata: bool = False
    """Mark and store requests (optional)"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    response_format: Literal["text", "json_schema", "json_object"] | None = None
    """Response Format"""
    json_schema: str | None = None
    """JSON Schema"""
    reasoning_effort: Literal["none", "low", "medium", "high", "xhigh", "max", "minimal"] | None = None
    """Reasoning effort"""
    verbosity: Literal["low", "medium", "high"] | None = None
    """Verbosity"""
    enable_stream: bool | None = None
    """Streaming"""
    service_tier: Literal["auto", "default", "flex", "priority"] | None = None
    """Service tier"""
    reasoning_mode: Literal["standard", "pro"] | None = None
    """Reasoning mode"""
    reasoning_context: Literal["auto", "current_turn", "all_turns"] | None = None
    """Reasoning context"""
    reasoning_summary: Literal["auto"] | None = None
    """Reasoning summary"""
    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Top P"""
    presence_penalty: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Presence Penalty"""
    frequency_penalty: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Frequency Penalty"""

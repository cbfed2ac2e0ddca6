"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/siliconflow; do not edit

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """API Key"""
    use_international_endpoint: bool = False
    """International site"""
    context_size: int = 4096
    """Context size"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmCredentials(Credentials):
    """What users fill in for large language models."""

    max_tokens: int = 4096
    """Most tokens of an answer"""
    function_calling_type: bool = False
    """Calls tools"""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0)] = None
    """Temperature"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    top_p: float | None = None
    """Top P"""
    top_k: int | None = None
    """Top K"""
    frequency_penalty: float | None = None
    """Frequency Penalty"""
    response_format: Literal["text", "json_object", "json_schema"] | None = None
    """Response Format"""
    enable_thinking: bool | None = None
    """Thinking"""
    json_schema: str | None = None
    """JSON Schema"""
    reasoning_effort: Literal["high", "max"] | None = None
    """Reasoning effort"""
    thinking_budget: Annotated[int | None, Field(ge=1)] = None
    """Thinking budget"""
    seed: int | None = None
    """Seed"""
    repetition_penalty: float | None = None
    """Repetition Penalty"""

"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/guardian; do not edit

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """API Key"""
    region: Literal["eu", "us"] = "eu"
    """Region"""
    tenant: str | None = None
    """Tenant"""


class Discovered(Entity):
    """What the server tells about a model."""


class LlmCredentials(Credentials):
    """What users fill in for large language models."""

    context_size: int = 4096
    """Context size"""
    vision_support: bool = False
    """Vision"""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Temperature"""
    top_p: Annotated[float | None, Field(ge=0.0, le=1.0)] = None
    """Top P"""
    max_tokens: Annotated[int | None, Field(ge=1)] = None
    """Max Tokens"""
    thinking: bool | None = None
    """Thinking"""
    reasoning_effort: Literal["low", "high"] | None = None
    """Effort"""
    top_k: Annotated[int | None, Field(ge=1, le=40)] = None
    """Top K"""

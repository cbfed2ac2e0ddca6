"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/workshop; do not edit

from __future__ import annotations

from typing import Literal

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    server_url: str
    """Server URL"""
    api_key: str
    """API Key"""


class Discovered(Entity):
    """What the server tells about a model."""

    length: int | None = None
    """Saved as length."""
    sees: bool | None = None
    """Saved as sees."""


class LlmCredentials(Credentials):
    """What users fill in for large language models."""

    tone: Literal["plain", "warm"] = "plain"
    """Tone"""


class LlmParameters(Entity):
    """What users set for calls of large language models."""

    temperature: float | None = None
    """Temperature"""
    max_tokens: int | None = None
    """Max Tokens"""

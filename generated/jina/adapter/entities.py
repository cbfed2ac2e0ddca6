"""The typed credentials, discovered facts and parameters of this plugin."""

# generated from spec/jina; do not edit

from __future__ import annotations

from runtime.entity import Entity


class Credentials(Entity):
    """What users fill in for every kind of model."""

    api_key: str
    """API Key"""
    base_url: str | None = None
    """Base URL"""
    context_size: int = 8192
    """Context size"""


class Discovered(Entity):
    """What the server tells about a model."""

"""The line that tells a reader of a generated file where it comes from."""

from __future__ import annotations

from difyspec.provider.plugin import Provider


def notice(provider: Provider) -> str:
    """What a generated file says of itself; neither time nor version, so that equal input gives equal bytes."""
    return f"generated from spec/{provider.name}; do not edit"

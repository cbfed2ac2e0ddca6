"""Spec → provider: references, profiles, overrides, conventions. One run finds everything that is wrong."""

from difyspec.resolve.resolution import Resolution
from difyspec.resolve.resolve import resolve

__all__ = ["Resolution", "resolve"]

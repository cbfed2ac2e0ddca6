"""``.difyignore``: what is not packed."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.templates import render
from difyspec.provider.plugin import Provider


def emit_difyignore(provider: Provider) -> Iterator[tuple[str, str]]:
    """The patterns, in the syntax of ``.gitignore``."""
    yield ".difyignore", render("project/difyignore.jinja", notice=notice(provider))

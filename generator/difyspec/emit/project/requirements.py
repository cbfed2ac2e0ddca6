"""``requirements.txt``: every package at one version with its digests, for installers that ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.provider.plugin import Provider

_LOCKS = frozenset({"requirements.txt", "uv.lock"})


def emit_requirements(provider: Provider, lock: str) -> Iterator[tuple[str, str]]:
    """The shipped lock, unless the spec adds packages that are not in it or brings a lock of its own."""
    if provider.dependencies or any(file.target in _LOCKS for file in provider.files):
        return
    yield "requirements.txt", f"# {notice(provider)}\n{lock}"

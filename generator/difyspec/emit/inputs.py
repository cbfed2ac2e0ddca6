"""What emission reads besides the provider: bytes of the author's files, and what ships with this package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from difyspec.emit.cache import Cache, MemoryCache
from difyspec.emit.formatting import Formatter


@dataclass(frozen=True, slots=True)
class EmitInputs:
    """Everything that `emit` needs and the provider does not hold.

    `spec_files` are hooks, assets and extra files by their path within the spec (`SpecFile.source`); `runtime` the
    sources of the runtime by their path within it (``protocols/openai_chat.py``); `requirements` the hashed lock of
    what every plugin depends on; `tests` the sources of the tests that every plugin has; `cache` keeps what is
    dear to compute, and `formatter` lays out Python.
    """

    spec_files: Mapping[str, bytes]
    runtime: Mapping[str, str]
    requirements: str
    tests: Mapping[str, str] = field(default_factory=dict)
    cache: Cache = field(default_factory=MemoryCache)
    formatter: Formatter = field(default_factory=Formatter)


def with_shipped(spec_files: Mapping[str, bytes], cache: Cache) -> EmitInputs:
    """The inputs for one provider, with the runtime, the tests and the lock that ship with this package."""
    return EmitInputs(
        spec_files, shipped_runtime(), shipped_requirements(), shipped_tests(), cache=cache, formatter=Formatter(cache)
    )


@cache
def shipped_runtime() -> Mapping[str, str]:
    """The sources of the runtime by their path within it."""
    return dict(sorted(_python_below(files("difyspec") / "runtime", "")))


@cache
def shipped_tests() -> Mapping[str, str]:
    """The sources of the tests that every plugin has, by their path within ``tests/``."""
    return dict(sorted(_python_below(files("difyspec") / "plugin_tests", "")))


@cache
def shipped_requirements() -> str:
    """The hashed lock of what every plugin depends on."""
    return (files("difyspec.emit") / "plugin_requirements.txt").read_text("utf-8")


def _python_below(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _python_below(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield f"{prefix}{entry.name}", entry.read_text("utf-8")

"""Does a spec give back the plugin it was imported from? Every file is compared: YAML by its data, others by bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from difyspec.diagnostics import Finding, blocking, ordered
from difyspec.emit import emit, with_shipped
from difyspec.emit.cache import MemoryCache
from difyspec.importer.read.plugin import Imported
from difyspec.language.read import read
from difyspec.resolve import resolve
from difyspec.source import SpecFolder, read_text


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file of the plugin: its path there, and what is wrong with the generated one (None: nothing)."""

    path: str
    wrong: str | None
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdicts on all files, or the findings for which nothing could be generated."""

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether every file came back."""
        return not self.findings and all(one.wrong is None for one in self.verdicts)


def verify(text: str, shown: str, imported: Imported, plugin: Path) -> Verification:
    """Compiles the text of a spec in memory and compares. `shown` is the folder the spec would have."""
    file, findings = read_text(f"{shown}/provider.yaml", text)
    document, said = read([file])
    findings = [*findings, *said]
    names = tuple(sorted(("provider.yaml", *imported.copies)))
    if document is None or blocking(findings):
        return Verification((), ordered(findings))
    resolution = resolve(document, SpecFolder(shown, (file,), (), names))
    if resolution.provider is None:
        return Verification((), ordered([*findings, *resolution.findings]))
    contents = {name: (plugin / origin).read_bytes() for name, origin in imported.copies.items()}
    files = emit(resolution.provider, with_shipped(contents, MemoryCache()))
    return Verification(tuple(_verdicts(files, imported, plugin)))


def _verdicts(files: dict[str, bytes], imported: Imported, plugin: Path) -> Iterator[Verdict]:
    left = dict(files)
    for path, origin in imported.origins.items():
        made = left.pop(path, None)
        yield Verdict(path, _compared((plugin / origin).read_bytes(), made))
    for source, origin in imported.copies.items():
        path = source.removeprefix("files/")
        made = left.pop(path, None)
        same = made == (plugin / origin).read_bytes()
        yield Verdict(path, None if same else "is missing" if made is None else "is replaced by a generated one", True)
    for path in left:
        yield Verdict(path, "is not in the plugin")


def _compared(original: bytes, made: bytes | None) -> str | None:
    """What is wrong with a generated YAML file."""
    if made is None:
        return "is missing"
    return None if typed(original) == typed(made) else "has other data"


def typed(content: bytes) -> object:
    """The data of a YAML file with the type of every scalar, as PyYAML reads it; the order of keys means nothing."""
    return _typed(yaml.load(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader))


def _typed(value: Any) -> object:
    if isinstance(value, dict):
        return frozenset((_typed(key), _typed(one)) for key, one in value.items())
    if isinstance(value, list):
        return tuple(_typed(one) for one in value)
    return type(value).__name__, repr(value)

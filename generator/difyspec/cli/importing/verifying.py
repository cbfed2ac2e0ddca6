"""Does a spec give back the plugin it was imported from? Every file is compared: YAML by its data, others by bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from difyspec.diagnostics import Finding, blocking, ordered
from difyspec.emit import emit, with_shipped
from difyspec.emit.cache import MemoryCache
from difyspec.importer.read.plugin import Imported
from difyspec.language.read import read
from difyspec.resolve import resolve
from difyspec.source import SpecFolder, read_text

type Content = Callable[[str], bytes]

SAME_DATA, SAME_BYTES = "same data", "same bytes"
NEW, MORE = "new, since plugins must have it", "same data, and where the files lie"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One file of the plugin: its path there, what became of it, and whether that is as it should be."""

    path: str
    said: str
    good: bool = True


@dataclass(frozen=True, slots=True)
class Verification:
    """The verdicts on all files, or the findings for which nothing could be generated."""

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether every file came back."""
        return not self.findings and all(one.good for one in self.verdicts)


def verify(text: str, shown: str, imported: Imported, content: Content) -> Verification:
    """Compiles the text of a spec in memory and compares. `shown` is the folder the spec would have.

    `content` gives the bytes of a file of the plugin; it may raise `OSError`.
    """
    file, findings = read_text(f"{shown}/provider.yaml", text)
    document, said = read([file])
    findings = [*findings, *said]
    names = tuple(sorted(("provider.yaml", *imported.copies)))
    if document is None or blocking(findings):
        return Verification((), ordered(findings))
    resolution = resolve(document, SpecFolder(shown, (file,), (), names))
    if resolution.provider is None:
        return Verification((), ordered([*findings, *resolution.findings]))
    contents = {name: content(origin) for name, origin in imported.copies.items()}
    files = emit(resolution.provider, with_shipped(contents, MemoryCache()))
    return Verification(tuple(_verdicts(files, imported, content)))


def _verdicts(files: dict[str, bytes], imported: Imported, content: Content) -> Iterator[Verdict]:
    left = dict(files)
    for path, origin in imported.origins.items():
        made = left.pop(path, None)
        yield _of_data(path, content(origin), made, older=imported.older)
    for source, origin in imported.copies.items():
        path = source.removeprefix("files/")
        made = left.pop(path, None)
        same = made == content(origin)
        yield Verdict(path, SAME_BYTES if same else "missing" if made is None else "another file takes its place", same)
    for path in left:
        new = path == "manifest.yaml"
        yield Verdict(path, NEW if new else "not in the plugin", new)


def _of_data(path: str, original: bytes, made: bytes | None, *, older: bool) -> Verdict:
    """The verdict on a generated YAML file. In the older layout a provider does not say where files lie."""
    if made is None:
        return Verdict(path, "missing", good=False)
    if typed(original) == typed(made):
        return Verdict(path, SAME_DATA)
    more = older and path.startswith("provider/") and _entries(original) <= _entries(made)
    return Verdict(path, MORE) if more else Verdict(path, "other data", good=False)


def _entries(content: bytes) -> frozenset[object]:
    found = typed(content)
    return found if isinstance(found, frozenset) else frozenset()


def typed(content: bytes) -> object:
    """The data of a YAML file with the type of every scalar, as PyYAML reads it; the order of keys means nothing."""
    return _typed(yaml.load(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader))


def _typed(value: Any) -> object:
    if isinstance(value, dict):
        return frozenset((_typed(key), _typed(one)) for key, one in value.items())
    if isinstance(value, list):
        return tuple(_typed(one) for one in value)
    return type(value).__name__, repr(value)

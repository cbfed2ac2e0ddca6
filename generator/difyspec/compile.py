"""The pipeline as one call: the folder of a spec → the files of a plugin in memory, or findings.

    compilation = compile_spec(Path("spec/xinference"))
    if compilation.files is not None:
        ...

Nothing is written; `difyspec.output` does that.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from difyspec.diagnostics import Finding, blocking, ordered
from difyspec.emit import emit, with_shipped
from difyspec.emit.cache import Cache, MemoryCache
from difyspec.language.read import read
from difyspec.output.inputs import read_inputs
from difyspec.provider.plugin import Provider
from difyspec.resolve import resolve
from difyspec.source import load_folder


@dataclass(frozen=True, slots=True)
class Compilation:
    """What became of one spec.

    `files` are the plugin's by their path within it; None when a finding is an error, or when they were not asked for.
    `texts` are the spec's files by the path that spans name, `inputs` the contents of all files of its folder.
    `seconds` says how long each phase took, `formatted` how many files of Python black laid out anew.
    """

    spec: Path
    provider: Provider | None
    files: Mapping[str, bytes] | None
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    inputs: Mapping[str, bytes]
    seconds: Mapping[str, float]
    formatted: int = 0

    @property
    def blocked(self) -> bool:
        """Whether there is no plugin that could be written."""
        return blocking(self.findings)


@dataclass(slots=True)
class _Clock:
    """Measures phases."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = time.perf_counter() - start


def compile_spec(spec: Path, *, cache: Cache | None = None, emitted: bool = True) -> Compilation:
    """Compiles the spec in a folder. With `emitted` false it stops at the findings, which is quicker.

    `cache` keeps what is dear to compute between runs.
    """
    clock = _Clock()
    with clock.phase("read"):
        inputs = read_inputs(spec)
        folder, findings = load_folder(spec)
        document, said = read(folder.files)
        findings += said
    provider: Provider | None = None
    if document is not None:
        with clock.phase("resolve"):
            resolution = resolve(document, folder, flawed=blocking(findings))
        findings += resolution.findings
        provider = resolution.provider
    files: Mapping[str, bytes] | None = None
    formatted = 0
    if emitted and provider is not None and not blocking(findings):
        with clock.phase("emit"):
            shipped = with_shipped(inputs, MemoryCache() if cache is None else cache)
            files = emit(provider, shipped)
            formatted = shipped.formatter.calls
    return Compilation(spec, provider, files, ordered(findings), folder.texts(), inputs, clock.seconds, formatted)

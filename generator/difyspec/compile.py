"""The pipeline as one call: the folder of a spec → the files of a plugin in memory, or findings.

    compilation = compile_spec(Path("spec/xinference"))
    if compilation.files is not None:
        ...

Nothing is written; `difyspec.output` does that.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from difyspec.diagnostics import Finding, Span, blocking, ordered
from difyspec.emit import emit, with_shipped
from difyspec.emit.cache import Cache, MemoryCache
from difyspec.emit.registry import DECLARATIONS
from difyspec.language import Document
from difyspec.language.read import read
from difyspec.output.inputs import read_inputs
from difyspec.provider.plugin import Origins, Provider
from difyspec.resolve import resolve
from difyspec.source import SourceFile, SpecFolder, load_folder, read_text


@dataclass(frozen=True, slots=True)
class Compilation:
    """What became of one spec.

    `files` are the plugin's by their path within it; None when a finding is an error, or when they were not asked for.
    `texts` are the spec's files by the path that spans name, `inputs` the contents of all files of its folder.
    `seconds` says how long each phase took, `formatted` how many files of Python black laid out anew. `remarks` is what
    the rules of `checks` say of the declarations: shown by ``difyspec check``, and never in the way of `generate`.
    """

    spec: Path
    provider: Provider | None
    files: Mapping[str, bytes] | None
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    inputs: Mapping[str, bytes]
    seconds: Mapping[str, float]
    formatted: int = 0
    remarks: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether there is no plugin that could be written."""
        return blocking(self.findings)


@dataclass(frozen=True, slots=True)
class Examination:
    """One spec as far as it is understood, with the place of every value; see `Origins`.

    `provider` is None where a finding is an error.
    """

    folder: SpecFolder
    document: Document | None
    provider: Provider | None
    origins: Origins
    findings: tuple[Finding, ...]


def examine_spec(spec: Path, edited: Mapping[str, str] | None = None, *, traced: bool = True) -> Examination:
    """Reads and resolves the spec in a folder. `edited` are texts to read instead of files, by the path spans name.

    Without `traced` the places of values are not all there, which is quicker.
    """
    folder, findings = load_folder(spec)
    if edited:
        read_again = [read_text(one.file, edited[one.file]) for one in folder.files if one.file in edited]
        findings = [one for one in findings if one.span.file not in edited]
        findings += [one for _, said in read_again for one in said]
        again = {file.file: file for file, _ in read_again}
        folder = replace(folder, files=tuple(again.get(one.file, one) for one in folder.files))
    document, said = read(folder.files)
    findings += said
    if document is None:
        return Examination(folder, None, None, Origins(), ordered(findings))
    resolution = resolve(document, folder, flawed=blocking(findings), traced=traced)
    findings += resolution.findings
    provider = None if blocking(findings) else resolution.provider
    return Examination(folder, document, provider, resolution.origins, ordered(findings))


def edited_spec(spec: Path, edited: Mapping[str, str]) -> tuple[list[Finding], dict[str, str]]:
    """All findings about a spec some of whose files have other texts, with their fixes, and the texts of its files."""
    seen = examine_spec(spec, edited)
    remarks: tuple[Finding, ...] = ()
    if seen.provider is not None and seen.document is not None:
        remarks = _remarks(spec, seen.folder, seen.provider, seen.origins, seen.document.place, edited)
    return [*_with_fixes(seen.folder.files, seen.findings), *remarks], seen.folder.texts()


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


def compile_spec(
    spec: Path, *, cache: Cache | None = None, emitted: bool = True, remarked: bool = False
) -> Compilation:
    """Compiles the spec in a folder. With `emitted` false it stops at the findings, which is quicker.

    `remarked` asks for the remarks.

    `cache` keeps what is dear to compute between runs.
    """
    clock = _Clock()
    with clock.phase("read"):
        inputs = read_inputs(spec)
        folder, findings = load_folder(spec)
        document, said = read(folder.files)
        findings += said
    provider: Provider | None = None
    remarks: tuple[Finding, ...] = ()
    if document is not None:
        with clock.phase("resolve"):
            resolution = resolve(document, folder, flawed=blocking(findings), traced=remarked)
        findings += resolution.findings
        provider = resolution.provider
        if remarked and provider is not None and not blocking(findings):
            with clock.phase("check"):
                remarks = _remarks(spec, folder, provider, resolution.origins, document.place, {})
    files: Mapping[str, bytes] | None = None
    formatted = 0
    if emitted and provider is not None and not blocking(findings):
        with clock.phase("emit"):
            shipped = with_shipped(inputs, MemoryCache() if cache is None else cache)
            files = emit(provider, shipped)
            formatted = shipped.formatter.calls
    texts = folder.texts()
    found = ordered(_with_fixes(folder.files, findings))
    return Compilation(spec, provider, files, found, texts, inputs, clock.seconds, formatted, remarks)


def _with_fixes(files: Sequence[SourceFile], findings: Sequence[Finding]) -> Sequence[Finding]:
    if all(one.suggestion is None for one in findings):
        return findings
    from difyspec.edit.fixing.spelling import with_fixes

    return with_fixes(files, findings)


def _declarations(provider: Provider) -> dict[str, bytes]:
    return {path: text.encode() for emitter in DECLARATIONS for path, text in emitter(provider)}


def _remarks(
    spec: Path, folder: SpecFolder, provider: Provider, origins: Origins, home: Span, edited: Mapping[str, str]
) -> tuple[Finding, ...]:
    """What the rules say of a provider, with the fixes that were tried and come to what the rules ask for."""
    from difyspec.checks.spec import remarks  # a hundred small modules

    declared = _declarations(provider)
    found = remarks(declared, provider, origins, home)
    if all(one.declared is None for one in found):
        return ordered(one.finding for one in found)
    from difyspec.edit.fixing.of_specs import with_tried_fixes

    def declare(texts: Mapping[str, str]) -> Mapping[str, bytes] | None:
        again = examine_spec(spec, {**edited, **texts}, traced=False)
        return _declarations(again.provider) if again.provider is not None else None

    return ordered(with_tried_fixes(folder.files, found, declared, declare))

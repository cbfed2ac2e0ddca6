"""Specs for tests: a small whole one, and what becomes of text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from difyspec.diagnostics import Finding, blocking, ordered
from difyspec.language import read
from difyspec.provider.plugin import Provider
from difyspec.resolve import resolve
from difyspec.source import SourceText, SpecFolder, load_folder, read_text

HEAD = """
spec: 1
provider: acme
label: Acme
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials:
  provider: [api_key]
  model:
    - provider.api_key
    - region: {type: select, default: eu, options: [eu, us]}
    - context_size
    - vision_support
transport:
  endpoint: https://acme.example/v1
  auth: {bearer: $(cred.api_key)}
"""


def resolved(
    text: str, hooks: str | None = None, names: Iterable[str] = ("icon.svg",)
) -> tuple[Provider | None, tuple[Finding, ...]]:
    """The provider of a text, and every finding about it."""
    file, findings = read_text("provider.yaml", text)
    sources = (SourceText("hooks.py", "hooks.py", hooks),) if hooks is not None else ()
    folder = SpecFolder("spec", (file,), sources, tuple(names))
    document, said = read(folder.files)
    found = [*findings, *said]
    if document is None:
        return None, ordered(found)
    resolution = resolve(document, folder, flawed=blocking(found))
    return resolution.provider, ordered([*found, *resolution.findings])


def provider_of(text: str, hooks: str | None = None) -> Provider:
    """The provider of a text in which nothing is wrong."""
    provider, findings = resolved(text, hooks)
    assert not blocking(findings), findings
    assert provider is not None
    return provider


def codes(text: str, hooks: str | None = None) -> list[str]:
    """The codes of all findings about a text."""
    return [one.code for one in resolved(text, hooks)[1]]


def from_folder(path: Path) -> tuple[Provider | None, tuple[Finding, ...]]:
    """The provider of a folder."""
    folder, findings = load_folder(path)
    document, said = read(folder.files)
    found = [*findings, *said]
    assert document is not None
    resolution = resolve(document, folder, flawed=blocking(found))
    return resolution.provider, ordered([*found, *resolution.findings])

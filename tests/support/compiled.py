"""Plugins that tests run: a spec compiled, and its files on disk."""

from __future__ import annotations

from pathlib import Path

from difyspec.compile import compile_spec

ICON = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'


def plugin_of(text: str, folder: Path) -> Path:
    """The folder of the plugin that a spec of one file makes; both are written below `folder`."""
    spec = folder / "spec"
    spec.mkdir(parents=True)
    (spec / "provider.yaml").write_text(text, "utf-8")
    (spec / "icon.svg").write_text(ICON, "utf-8")
    return generated(spec, folder / "out")


def generated(spec: Path, out: Path) -> Path:
    """`out` with the plugin that the spec of a folder makes."""
    compilation = compile_spec(spec)
    assert compilation.files is not None, compilation.findings
    for path, content in compilation.files.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    return out

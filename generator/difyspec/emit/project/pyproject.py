"""``pyproject.toml``: what the plugin depends on, and how its Python is checked."""

from __future__ import annotations

import json
from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.templates import render
from difyspec.provider.plugin import Provider

SDK = "dify_plugin>=0.10,<0.11"


def emit_pyproject(provider: Provider) -> Iterator[tuple[str, str]]:
    """The project file; bounds keep a later SDK from breaking an installed plugin."""
    manifest = provider.manifest
    yield (
        "pyproject.toml",
        render(
            "project/pyproject.jinja",
            notice=notice(provider),
            name=toml_string(manifest.name),
            version=toml_string(manifest.version),
            description=toml_string(" ".join(manifest.description.english.split())),
            dependencies=[toml_string(requirement) for requirement in (SDK, *provider.dependencies)],
        ),
    )


def toml_string(value: str) -> str:
    """A basic string of TOML, whose escapes are JSON's but for the delete character, which JSON leaves as it is."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

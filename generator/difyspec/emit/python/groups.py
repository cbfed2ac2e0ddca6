"""``adapter/groups.py``: the named sets of models."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from difyspec.emit.header import notice
from difyspec.emit.python.conditions import spelling
from difyspec.emit.python.printer import spread
from difyspec.emit.python.strings import prose
from difyspec.emit.python.syntax import call
from difyspec.emit.templates import render
from difyspec.provider.names import constant
from difyspec.provider.plugin import Provider


def emit_groups(provider: Provider) -> Iterator[tuple[str, str]]:
    """The module, if there are groups."""
    if provider.transport is None or not provider.groups:
        return
    lines: list[str] = []
    for name, patterns in provider.groups:
        group = call("patterns.Group", *(ast.Constant(spelling(pattern)) for pattern in patterns))
        lines += spread(group, 0, f"{constant(name)} = ")
    title = prose(provider.label.english, provider.name)
    yield "adapter/groups.py", render("python/groups.jinja", notice=notice(provider), title=title, groups=lines)

"""D812."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import is_single, key_at, text_of
from difyspec.checks.rule import ERROR, SAFE, UNSAFE, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Finding, Span
from difyspec.diagnostics.fix import Fix, RemoveShadowed, safe, unsafe


@rule("D812", ERROR, SAFE, UNSAFE)
def key_twice(plugin: Plugin) -> Iterator[Hit]:
    """A key is given twice

    Why: The SDK silently takes the last one, and `dify plugin package` refuses the file.

    Fix: Remove one of the two.

    Wrong:
        model: acme-chat
        model: acme-chat-2

    Right:
        model: acme-chat
    """
    names = {plugin.layout.folder.shown(name) for name in plugin.layout.names}
    for one in plugin.layout.reading():
        if one.code == "D754" and one.span.file in names:
            yield Hit(
                one.span, f"{one.message}: refused by `dify plugin package`", related=one.related, fix=_fix(plugin, one)
            )


def _fix(plugin: Plugin, found: Finding) -> Fix | None:
    """The first pair, which counts for nobody, goes; that is safe where both say the same."""
    last = key_at(plugin.layout, found.span)
    if last is None or not found.related:
        return None
    same = _line(plugin, found.related[0].span) == _line(plugin, found.span)
    return (safe if same and is_single(last[1]) else unsafe)(found.span.file, RemoveShadowed(last[0]))


def _line(plugin: Plugin, span: Span) -> str:
    """What stands on a line from a place on."""
    lines = text_of(plugin.layout, span.file).splitlines()
    return lines[span.line - 1][span.column - 1 :].split(" #")[0].strip() if span.line <= len(lines) else ""

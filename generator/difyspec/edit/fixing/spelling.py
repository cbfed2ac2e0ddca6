"""Fixes for what is misspelt in a spec: the text that a finding suggests, in place of what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from difyspec.diagnostics import Finding, Span
from difyspec.diagnostics.fix import Fix, RenameKey, SetValue, safe, unsafe
from difyspec.layout.paths import Paths
from difyspec.layout.tree import down
from difyspec.source import MapNode, ScalarNode, SourceFile, Style

# A pattern that YAML takes for an alias can be nothing else, and neither can `yes` where true or false is due.
_CERTAIN = ("D013", "D106")
_QUOTES = ("'", '"')


def with_fixes(files: Sequence[SourceFile], findings: Iterable[Finding]) -> list[Finding]:
    """The findings about a spec, those with a suggestion with the fix that follows it."""
    known = {one.file: one for one in files}
    places: dict[str, Paths] = {}
    found: list[Finding] = []
    for one in findings:
        file = known.get(one.span.file)
        if one.suggestion is None or one.fix is not None or file is None or file.root is None:
            found.append(one)
            continue
        paths = places.setdefault(file.file, Paths(file.root))
        fix = _fix(file, paths, one)
        found.append(replace(one, fix=fix and replace(fix, of_spec=True)))
    return found


def _fix(file: SourceFile, paths: Paths, one: Finding) -> Fix | None:
    declared = safe if one.code in _CERTAIN else unsafe
    meant = one.suggestion or ""
    key = paths.key(one.span)
    if key is not None:
        path, _ = key
        parent = down(file.root, *path[:-1])
        taken = isinstance(parent, MapNode) and parent.get(meant) is not None
        return None if taken else declared(file.file, RenameKey(path, meant))
    node = paths.scalar(one.span)
    path_to = paths.to(node) if node is not None else None
    text = _replaced(node, one.span, meant) if node is not None else None
    if text is None or not path_to:
        return None
    if one.code == "D106":
        return declared(file.file, SetValue(path_to, text == "true"))
    return declared(file.file, SetValue(path_to, text))


def _replaced(node: ScalarNode, span: Span, meant: str) -> str | None:
    """The text of a scalar with the suggestion in place of what stands at a span; None where that is uncertain."""
    if node.span == span:
        quoted = meant[:1] in _QUOTES and meant[-1:] == meant[:1]
        return meant[1:-1] if quoted else meant
    lead = 1 if node.style in (Style.SINGLE, Style.DOUBLE) else 0
    start, end = span.column - node.span.column - lead, span.end_column - node.span.column - lead
    written = node.span.end_column - node.span.column - 2 * lead
    if span.line != span.end_line or written != len(node.text) or not 0 <= start <= end <= len(node.text):
        return None
    return node.text[:start] + meant + node.text[end:]

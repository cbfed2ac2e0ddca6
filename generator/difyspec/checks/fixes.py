"""What rules need to declare fixes: where a value stands in its document, how it is written, what it is as a number."""

from __future__ import annotations

import re

from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.refusals import Refusals
from difyspec.diagnostics import Span
from difyspec.diagnostics.fix import Fix, Number, Path, RemoveKey, RenameKey, SetValue, unsafe
from difyspec.layout import Layout
from difyspec.layout.tree import down
from difyspec.loaders import Refusal
from difyspec.source import Node, ScalarNode

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")


def path_in(plugin: Plugin, node: Node) -> Path | None:
    """The path to a node, within whatever file of a plugin it stands in; None where it is not to be found."""
    return plugin.layout.paths(node.span.file).to(node)


def key_path(plugin: Plugin, key: ScalarNode) -> Path | None:
    """The path whose last step is a key that is known as it is written."""
    found = key_at(plugin.layout, key.span)
    return found[0] if found is not None else None


def key_at(layout: Layout, span: Span) -> tuple[Path, Node] | None:
    """The path whose last step is the key that is written at a place, and its value."""
    return layout.paths(span.file).key(span)


def root_of(layout: Layout, shown: str) -> Node | None:
    """The tree of a file by the path that spans have."""
    return layout.root(layout.named(shown))


def text_of(layout: Layout, shown: str) -> str:
    """The text of the same; empty where it cannot be read."""
    return layout.folder.text(layout.named(shown)) or ""


def raw(layout: Layout, node: ScalarNode) -> str:
    """A scalar of one line as it is written, with its quotes, and without a tag or an anchor."""
    span = node.span
    lines = text_of(layout, span.file).splitlines()
    if span.line != span.end_line or span.line > len(lines):
        return node.text
    written = lines[span.line - 1][span.column - 1 : span.end_column - 1]
    return node.text if written.startswith(("&", "!")) else written


def is_single(node: Node) -> bool:
    """Whether a value is a scalar that stands on one line."""
    return isinstance(node, ScalarNode) and node.span.line == node.span.end_line


def renamed_or_removed(plugin: Plugin, key: ScalarNode, guess: str | None) -> Fix | None:
    """For a key that nobody reads: the one that was meant, if that is not there as well, else none at all."""
    path = key_path(plugin, key)
    if path is None:
        return None
    taken = guess is not None and down(root_of(plugin.layout, key.span.file), *path[:-1], guess) is not None
    return unsafe(key.span.file, RemoveKey(path) if guess is None or taken else RenameKey(path, guess))


def meant(refused: Refusals, refusal: Refusal) -> Fix | None:
    """The word that is nearest to one that a loader does not know, be it a value or a key."""
    if refusal.suggestion is None:
        return None
    root = root_of(refused.layout, refusal.span.file)
    value = down(root, *refusal.path)
    if value is not None and value.span == refusal.span:
        return unsafe(refusal.span.file, SetValue(refusal.path, refusal.suggestion))
    return misspelt(refused, refusal)


def misspelt(refused: Refusals, refusal: Refusal) -> Fix | None:
    """The right name for the key at the place of a refusal, if there is none of that name yet."""
    root = root_of(refused.layout, refusal.span.file)
    found = key_at(refused.layout, refusal.span)
    if found is None or refusal.suggestion is None or down(root, *found[0][:-1], refusal.suggestion) is not None:
        return None
    return unsafe(refusal.span.file, RenameKey(found[0], refusal.suggestion))


def whole(text: str) -> Number | None:
    """A whole number, spelt as every reader takes it."""
    return Number(text) if _WHOLE.fullmatch(text) else None


def decimal(text: str) -> Number | None:
    """A number with or without a point."""
    return Number(text) if _DECIMAL.fullmatch(text) else whole(text)

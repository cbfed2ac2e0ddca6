"""D901."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import PositionList, longer, meant_by, mostly_unknown, positions, unknown
from difyspec.diagnostics.fix import Fix, ReplaceItem, safe, unsafe
from difyspec.source import ScalarNode


@rule("D901", WARNING, SAFE, UNSAFE)
def position_of_no_model(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions names models that do not exist

    Names are compared exactly: with prefix, version and case, as in `model`. Where most of the names of a file are
    unknown, it is told once.

    Why: Dify skips the name, and the model that was meant comes somewhere behind the others.

    Fix: Write the name as it stands in `model`, or remove it.

    Wrong:
        - chat-large

    Right:
        - acme/chat-large
    """
    for one in positions(plugin):
        found = unknown(one)
        if mostly_unknown(one):
            text, node = found[0]
            message = f"{len(found)} of {len(one.entries)} names are no models, the first one is `{text}`"
            yield Hit(node.span, message, suggestion=meant_by(one, text), fix=_prefixed(plugin, one))
            continue
        for text, node in found:
            guess = meant_by(one, text)
            fix = _fix(plugin, one, node, guess)
            yield Hit(node.span, f"there is no model `{text}`", suggestion=guess, fix=fix)


def _fix(plugin: Plugin, one: PositionList, node: ScalarNode, guess: str | None) -> Fix | None:
    """The model that may be meant; where there is none that is not listed anyway, the name goes, as nobody reads it."""
    path = path_in(plugin, node)
    listed = {name for name, _ in one.entries}
    if path is None:
        return None
    if guess is not None and guess not in listed:
        return unsafe(node.span.file, ReplaceItem(path, (guess,)))
    return safe(node.span.file, ReplaceItem(path)) if listed & one.known else None


def _prefixed(plugin: Plugin, one: PositionList) -> Fix | None:
    """The models whose names end in those of the list."""
    edits, listed = [], {name for name, _ in one.entries}
    for text, node in unknown(one):
        path, guess = path_in(plugin, node), longer(one, text)
        if path is not None and guess is not None and guess not in listed:
            listed.add(guess)
            edits.append(ReplaceItem(path, (guess,)))
    return unsafe(unknown(one)[0][1].span.file, *edits) if edits else None

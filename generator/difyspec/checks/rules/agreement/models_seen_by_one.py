"""D821."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from posixpath import normpath

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import Fix, ReplaceItem, safe
from difyspec.layout.globs import daemon_matches, sdk_matches
from difyspec.layout.listing import Listed


@rule("D821", WARNING, SAFE)
def models_seen_by_one(plugin: Plugin) -> Iterator[Hit]:
    """A pattern finds models for one loader only

    The SDK's `**` crosses any number of folders, the daemon's only one; a path that starts with `./` matches nothing
    for the daemon; its brackets exclude with `^`, the SDK's with `!`.

    Why: Dify offers the models that the daemon knows, and the SDK refuses to call one that it does not know.

    Fix: Write patterns without `./` and `**`, one for each folder.

    Wrong:
        predefined: [./models/llm/*.yaml]

    Right:
        predefined: [models/llm/*.yaml]
    """
    for one in plugin.layout.types:
        for listed in one.listed:
            sdk, daemon = set(listed.sdk or ()), set(listed.daemon)
            if listed.sdk is not None and sdk != daemon:
                only = sorted(sdk ^ daemon)
                who = "the SDK" if only[0] in sdk else "the daemon"
                more = f" and {len(only) - 1} more" if only[1:] else ""
                message = f"with `{listed.pattern}` only {who} finds `{only[0]}`{more}"
                yield Hit(listed.node.span, message, fix=_fix(plugin, listed))


def _fix(plugin: Plugin, listed: Listed) -> Fix | None:
    """Patterns with which both find what one of them found."""
    path = path_in(plugin, listed.node)
    wanted = {*(listed.sdk or ()), *listed.daemon}
    ending = listed.pattern.rpartition("/")[2]
    folders = sorted({name.rpartition("/")[0] for name in wanted})
    for patterns in ([normpath(listed.pattern)], [f"{folder}/{ending}" for folder in folders]):
        if path is not None and all(
            _found(plugin, patterns, finds) == wanted for finds in (sdk_matches, daemon_matches)
        ):
            return safe(listed.node.span.file, ReplaceItem(path, tuple(patterns)))
    return None


def _found(plugin: Plugin, patterns: list[str], finds: Callable[[str, Iterable[str]], list[str]]) -> set[str]:
    return {name for one in patterns for name in finds(one, plugin.layout.names)}

"""D907."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import INFO, UNSAFE, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import ReplaceItem, unsafe


@rule("D907", INFO, UNSAFE)
def pattern_matches_nothing(plugin: Plugin) -> Iterator[Hit]:
    """A pattern matches no file

    Why: It has no effect; mostly a folder was renamed, and its models are gone.

    Fix: Correct the pattern, or remove it.

    Wrong:
        predefined: [models/lllm/*.yaml]

    Right:
        predefined: [models/llm/*.yaml]
    """
    for one in plugin.layout.types:
        for listed in one.listed:
            if listed.sdk == () and not listed.daemon:
                path = path_in(plugin, listed.node) if len(one.listed) > 1 else None
                fix = unsafe(listed.node.span.file, ReplaceItem(path)) if path is not None else None
                yield Hit(listed.node.span, f"`{listed.pattern}` matches no file", fix=fix)

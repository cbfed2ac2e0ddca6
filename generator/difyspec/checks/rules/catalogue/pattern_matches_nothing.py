"""D907."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D907", INFO)
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
                yield Hit(listed.node.span, f"`{listed.pattern}` matches no file")

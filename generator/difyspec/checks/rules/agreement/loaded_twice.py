"""D822."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.wording import and_others


@rule("D822", WARNING)
def loaded_twice(plugin: Plugin) -> Iterator[Hit]:
    """Two patterns match the same model file

    Why: The model is loaded and offered twice.

    Fix: Remove one of the patterns.

    Wrong:
        predefined: [models/llm/*.yaml, models/llm/acme-chat.yaml]

    Right:
        predefined: [models/llm/*.yaml]
    """
    seen: Counter[str] = Counter()
    for one in plugin.layout.types:
        for listed in one.listed:
            names = [name for name in listed.sdk or listed.daemon if not plugin.layout.is_position(name)]
            again = [name for name in names if seen[name]]
            seen.update(names)
            if again:
                more = and_others(len(again), "file")
                yield Hit(listed.node.span, f"`{again[0]}`{more} is matched by an earlier pattern already")

"""D822."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import ReplaceItem, safe
from difyspec.diagnostics.wording import and_others
from difyspec.layout.listing import Listed


@rule("D822", WARNING, SAFE)
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
        positions: set[str] = set()
        for listed in one.listed:
            names = [name for name in listed.sdk or listed.daemon if not plugin.layout.is_position(name)]
            again = [name for name in names if seen[name]]
            seen.update(names)
            if again:
                more = and_others(len(again), "file")
                # The pattern can go if nothing is matched by it alone.
                needless = len(again) == len(names) and positions.issuperset(_positions(plugin, listed))
                path = path_in(plugin, listed.node) if needless else None
                fix = safe(listed.node.span.file, ReplaceItem(path)) if path is not None else None
                message = f"`{again[0]}`{more} is matched by an earlier pattern already"
                yield Hit(listed.node.span, message, fix=fix)
            positions.update(_positions(plugin, listed))


def _positions(plugin: Plugin, listed: Listed) -> list[str]:
    return [name for name in (*(listed.sdk or ()), *listed.daemon) if plugin.layout.is_position(name)]

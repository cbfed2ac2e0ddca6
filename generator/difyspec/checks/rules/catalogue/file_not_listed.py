"""D906."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.listing import MODEL_KEYS
from difyspec.layout.tree import text_at


@rule("D906", WARNING)
def file_not_listed(plugin: Plugin) -> Iterator[Hit]:
    """No pattern matches a model file

    The file lies below `models/` and declares a model. Files that Python reads by their folder's or their own name
    are not told; without any Python at all, only those beside files that are matched.

    Why: The model is not offered.

    Fix: Add a pattern to `predefined`, move the file, or delete it.

    Wrong:
        predefined: [models/llm/acme-*.yaml]  # and there is models/llm/other.yaml

    Right:
        predefined: [models/llm/*.yaml]
    """
    layout = plugin.layout
    used = {PurePosixPath(name).parent for name in layout.model_names}
    said = frozenset().union(*(module.texts for module in layout.modules.values()))
    for name in layout.loose_names:
        path = PurePosixPath(name)
        root = layout.root(name)
        beside = path.parent in used
        own = () if path.parent.name in MODEL_KEYS else (path.parent.name,)
        read = any(one in text for text in said for one in (path.name, *own))
        unsure = not layout.whole or (layout.excerpt and not beside)
        if text_at(root, "model") is None or read or unsure:
            continue
        yield Hit(layout.place(name), f"no pattern of `predefined` matches `{name}`")

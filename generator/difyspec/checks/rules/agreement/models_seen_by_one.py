"""D821."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D821", WARNING)
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
                yield Hit(listed.node.span, message)

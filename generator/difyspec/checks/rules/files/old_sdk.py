"""D932."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.dependencies import SDK, requirements
from difyspec.checks.views.plugin import Plugin

_FLOOR = (0, 9, 0)
_POLLING = (0, 9, 1)


@rule("D932", WARNING)
def old_sdk(plugin: Plugin) -> Iterator[Hit]:
    """The plugin does not depend on a recent SDK

    It must depend on dify_plugin, from 0.9.0 on; a model with `polling` needs 0.9.1.

    Why: Without the SDK the plugin does not start. Reviewers of the marketplace refuse older ones, and 0.9.0 renamed
    what older plugins use.

    Fix: Write `dify_plugin>=0.9.0,<0.11`.

    Wrong:
        dependencies = ["dify_plugin>=0.5.0"]

    Right:
        dependencies = ["dify_plugin>=0.9.0,<0.11"]
    """
    found = requirements(plugin.layout)
    if found is None:
        return
    ours = [one for one in found if one.name == SDK]
    if not ours and found:
        yield Hit(found[0].span.start(), "the plugin does not depend on `dify_plugin`")
    polling = any("polling" in model.features for model in plugin.models)
    needed = _POLLING if polling else _FLOOR
    for one in ours:
        floor = re.search(r"(?:>=|==|~=|>)\s*v?([0-9]+(?:\.[0-9]+)*)", one.text)
        version = tuple(int(part) for part in floor[1].split(".")) if floor else ()
        if version and version < needed:
            wanted = ".".join(str(part) for part in needed)
            yield Hit(one.span, f"`{one.text}` allows an SDK older than {wanted}")

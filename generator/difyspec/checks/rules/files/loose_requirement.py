"""D940."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.dependencies import requirements
from difyspec.checks.views.plugin import Plugin

_ADDRESS = re.compile(r"@\s*\S+:|^git\+|^https?:|^\.{0,2}/|^file:")


@rule("D940", INFO)
def loose_requirement(plugin: Plugin) -> Iterator[Hit]:
    """A dependency has no version, or comes from an address

    Why: The marketplace refuses dependencies without a version and those that come from git or a URL: what is
    installed tomorrow may be something else.

    Fix: Write the versions that are known to work: `httpx>=0.27,<1`.

    Wrong:
        dependencies = ["dify_plugin>=0.9.0", "httpx"]

    Right:
        dependencies = ["dify_plugin>=0.9.0", "httpx>=0.27,<1"]
    """
    for one in requirements(plugin.layout) or ():
        if _ADDRESS.search(one.text):
            yield Hit(one.span, f"`{one.text}` comes from an address")
        elif not re.search(r"[<>=~]", one.text):
            yield Hit(one.span, f"`{one.text}` has no version")

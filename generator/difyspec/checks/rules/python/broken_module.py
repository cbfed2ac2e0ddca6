"""D957."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin


@rule("D957", WARNING)
def broken_module(plugin: Plugin) -> Iterator[Hit]:
    """A Python file is no Python

    A file that is packed, and that the provider's YAML does not name itself.

    Why: Importing it fails, and the marketplace compiles every file.

    Fix: Correct the line, or leave the file out of the package.

    Wrong:
        def answer(:

    Right:
        def answer():
    """
    named = {plugin.layout.provider_source, *(name for name, _ in plugin.layout.sources)}
    for name, module in plugin.layout.modules.items():
        if module.trouble is not None and name not in named:
            span, reason = module.trouble
            yield Hit(span, f"this is no Python: {reason}")

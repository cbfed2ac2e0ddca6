"""D938."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import at

_MOST = 5000


@rule("D938", INFO)
def many_files(plugin: Plugin) -> Iterator[Hit]:
    """The plugin has more than 5,000 files

    Why: The marketplace refuses it.

    Fix: Leave out what is not needed at run time, with lines in .difyignore.
    """
    if len(plugin.layout.names) > _MOST:
        yield Hit(at(plugin.layout.path), f"the plugin has {len(plugin.layout.names)} files")

"""D823."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import at
from difyspec.layout.listing import listings


@rule("D823", WARNING)
def model_not_packed(plugin: Plugin) -> Iterator[Hit]:
    """A model file is left out of the package

    A line of .difyignore (or of .gitignore, where there is no .difyignore) matches a file that the provider's YAML
    lists.

    Why: The model is there when the plugin runs from its folder, and silently missing once it is packed.

    Fix: Change the line, or take the file back with a line that starts with `!`.

    Wrong:
        *.yaml

    Right:
        *.log
    """
    layout = plugin.layout
    if not layout.ignored or layout.ignore_file is None:
        return
    for one in listings(layout.provider_root, tuple(layout.ignored)):
        for name in sorted({*one.sdk_files, *one.daemon_files}):
            line = layout.ignored[name].line
            message = f"this line leaves the model file `{name}` out of the package"
            yield Hit(at(layout.folder.shown(layout.ignore_file), line), message)

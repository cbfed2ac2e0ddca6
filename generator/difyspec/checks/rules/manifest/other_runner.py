"""D922."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.values import scalar_at
from difyspec.diagnostics.fix import SetValue, safe

PYTHON = "3.12"


@rule("D922", WARNING, SAFE)
def other_runner(plugin: Plugin) -> Iterator[Hit]:
    """The manifest asks for another Python than 3.12

    Dify runs plugins with Python 3.12 whatever the manifest says, and the SDK needs it since 0.8.

    Why: Whoever tests with the version that is stated tests something else than what runs.

    Fix: Write `version: '3.12'`, in quotes.

    Wrong:
        runner: {language: python, version: '3.10', entrypoint: main}

    Right:
        runner: {language: python, version: '3.12', entrypoint: main}
    """
    node = scalar_at(plugin.manifest, "meta", "runner", "version")
    if node is not None and node.text != PYTHON and not node.text.startswith(f"{PYTHON}."):
        fix = safe(node.span.file, SetValue(("meta", "runner", "version"), PYTHON))
        message = f"the plugin asks for Python {node.text}, and Dify runs it with {PYTHON}"
        yield Hit(node.span, message, suggestion=PYTHON, fix=fix)

"""D950."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest


@rule("D950", WARNING)
def undeclared_credential(plugin: Plugin) -> Iterator[Hit]:
    """Python reads a credential that no form asks for

    Keys that the plugin itself writes are not told, nor those of plugins without any form.

    Why: Dify passes on only what a form declares, so the value is never there: what depends on it can never happen.

    Fix: Add a field to the form, or remove the code.

    Wrong:
        model = credentials.get("validate_model") or "acme-chat"  # and no field is called validate_model

    Right:
        model = "acme-chat"
    """
    modules = plugin.layout.modules.values()
    declared = [field.variable for field in plugin.fields]
    known = {*declared, *(key for module in modules for key in module.credentials.written)}
    said: set[str] = set()
    for module in modules if declared else ():
        for key, span in module.credentials.read:
            if key not in known and key not in said and not key.startswith("__"):
                said.add(key)
                guess = nearest(key, declared)
                yield Hit(span, f"no form has a field `{key}`, so it is never among the credentials", suggestion=guess)

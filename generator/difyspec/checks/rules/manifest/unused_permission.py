"""D920."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import SetValue, safe, unsafe
from difyspec.layout.tree import entries_at
from difyspec.source import ScalarNode

# How a plugin calls back into Dify: all of it goes through the session.
_SESSION = frozenset(("session", "get_current_session"))


@rule("D920", WARNING, SAFE, UNSAFE)
def unused_permission(plugin: Plugin) -> Iterator[Hit]:
    """The manifest asks for permissions that a model provider does not use

    `resource.permission` is about calling back into Dify: its tools, models, apps, nodes, endpoints and storage. It
    does not say which models the plugin offers. Told once, unless some Python of the plugin uses the session.

    Why: Users are asked to trust the plugin with more than it needs, and reviewers ask why.

    Fix: Remove the permissions, or set them to false.

    Wrong:
        permission: {tool: {enabled: true}, model: {enabled: true, llm: true}}

    Right:
        permission: {model: {enabled: false}}
    """
    if not plugin.layout.whole or any(
        _SESSION & (module.attributes | module.names) for module in plugin.layout.modules.values()
    ):
        return
    asked = [
        (kind, state)
        for kind, permission in entries_at(plugin.manifest, "resource", "permission")
        for name, state in entries_at(permission)
        if name.text == "enabled" and isinstance(state, ScalarNode) and state.text == "true"
    ]
    if asked:
        names = " and ".join(f"`{kind.text}`" for kind, _ in asked)
        # Without any Python to look at nobody knows what it does.
        apply = unsafe if plugin.layout.excerpt else safe
        edits = (SetValue(("resource", "permission", kind.text, "enabled"), False) for kind, _ in asked)
        message = f"the plugin asks for the permission to use {names} of Dify, and needs none"
        yield Hit(asked[0][0].span, message, fix=apply(asked[0][0].span.file, *edits))

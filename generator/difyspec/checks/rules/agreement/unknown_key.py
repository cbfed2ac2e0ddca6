"""D831."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import renamed_or_removed
from difyspec.checks.known_keys import KEYS, unknown_in_manifest, unknown_in_model, unknown_in_provider
from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest


@rule("D831", WARNING, UNSAFE)
def unknown_key(plugin: Plugin) -> Iterator[Hit]:
    """A key is one that no loader of Dify reads

    Why: Every loader drops it without a word, so what it says never happens: a condition on a parameter does not hide
    it, a misspelt key changes nothing.

    Fix: Correct the key, move it to where it belongs, or remove it.

    Wrong:
        - {name: effort, type: string, show_on: [{variable: mode, value: deep}]}

    Right:
        - {name: effort, type: string}
    """
    found = [*unknown_in_manifest(plugin), *unknown_in_provider(plugin)]
    found += [one for model in plugin.models for one in unknown_in_model(model)]
    for what, key in found:
        guess = nearest(key.text, KEYS[what])
        fix = renamed_or_removed(plugin, key, guess)
        yield Hit(key.span, f"no loader reads the key `{key.text}` of {what}", suggestion=guess, fix=fix)

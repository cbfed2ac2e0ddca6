"""D832."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import key_path, renamed_or_removed
from difyspec.checks.known_keys import LANGUAGES, texts_of
from difyspec.checks.rule import SAFE, UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import Fix, RenameKey, safe
from difyspec.source import MapNode, ScalarNode


@rule("D832", WARNING, SAFE, UNSAFE)
def unknown_language(plugin: Plugin) -> Iterator[Hit]:
    """A text is given in a language that no loader reads

    Texts for people have en_US, zh_Hans, ja_JP and pt_BR.

    Why: The translation is dropped without a word, and users see English.

    Fix: Correct the key, or remove the translation.

    Wrong:
        label: {en_US: API Key, zh-Hans: API 密钥}

    Right:
        label: {en_US: API Key, zh_Hans: API 密钥}
    """
    for node in texts_of(plugin):
        for key, _ in node.entries if node.get("en_US") is not None else ():
            if key.text not in LANGUAGES:
                guess = nearest(key.text, LANGUAGES)
                fix = _fix(plugin, node, key, guess)
                yield Hit(key.span, f"no loader reads the language `{key.text}`", suggestion=guess, fix=fix)


def _fix(plugin: Plugin, node: MapNode, key: ScalarNode, guess: str | None) -> Fix | None:
    """Another spelling of a known language is certainly that one."""
    plain = key.text.replace("-", "_").casefold()
    known = next((one for one in LANGUAGES if one.casefold() == plain and node.get(one) is None), None)
    path = key_path(plugin, key)
    if known is not None and path is not None:
        return safe(key.span.file, RenameKey(path, known))
    return renamed_or_removed(plugin, key, guess)

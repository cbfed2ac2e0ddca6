"""D832."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.known_keys import LANGUAGES, texts_of
from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import nearest


@rule("D832", WARNING)
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
                yield Hit(key.span, f"no loader reads the language `{key.text}`", suggestion=guess)

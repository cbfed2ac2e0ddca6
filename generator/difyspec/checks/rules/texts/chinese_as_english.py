"""D961."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.known_keys import texts_of
from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.layout.tree import text_at

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_MOSTLY = 3


@rule("D961", INFO)
def chinese_as_english(plugin: Plugin) -> Iterator[Hit]:
    """An English text is mostly not English

    A third of its letters or more are Chinese, Japanese or Korean.

    Why: Users of every language without a translation of its own see it.

    Fix: Translate it, and keep the original under its own language.

    Wrong:
        label: {en_US: 最大标记}

    Right:
        label: {en_US: Max Tokens, zh_Hans: 最大标记}
    """
    for node in texts_of(plugin):
        text = text_at(node, "en_US") or ""
        found = _CJK.findall(text)
        if found and len(found) * _MOSTLY >= sum(char.isalpha() for char in text):
            value = node.get("en_US")
            if value is not None:
                yield Hit(value.span, f"the English text `{text[:40]}` is not English")

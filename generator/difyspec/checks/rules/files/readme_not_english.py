"""D935."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import at

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")


@rule("D935", INFO)
def readme_not_english(plugin: Plugin) -> Iterator[Hit]:
    """README.md is not in English

    It has Chinese, Japanese or Korean letters outside of code. Translations lie in readme/README_zh_Hans.md and the
    like.

    Why: The marketplace refuses the plugin.

    Fix: Write it in English, and move the translation to readme/.

    Wrong:
        # 概述

    Right:
        # Overview
    """
    text = plugin.layout.folder.text("README.md") if plugin.layout.has("README.md") else None
    inside = False
    for number, line in enumerate((text or "").splitlines(), 1):
        inside ^= line.lstrip().startswith(("```", "~~~"))
        found = None if inside else _CJK.search(re.sub(r"`[^`]*`", lambda code: " " * len(code[0]), line))
        if found:
            place = at(plugin.layout.folder.shown("README.md"), number, found.start() + 1, 1)
            yield Hit(place, "`README.md` has letters that are not English")
            return

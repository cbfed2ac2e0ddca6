"""D862."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model

_NAMED = re.compile(r"(?<![0-9a-z.])(\d{1,4})k(?![0-9a-z])")
# What contexts are called after; other numbers before a k mean something else, e.g. how long a model may think.
_USUAL = (4, 8, 16, 32, 64, 100, 128, 192, 200, 256, 512, 1000, 1024)


@rule("D862", WARNING)
def context_contradicts_name(model: Model) -> Iterator[Hit]:
    """The name of a model says another context size

    Told where a name such as `…-128k` and `context_size` differ by a factor of two or more.

    Why: Dify cuts conversations off by `context_size`: too small and users lose what would fit, too large and calls
    fail.

    Fix: Correct `context_size`.

    Wrong:
        model: acme-vision-128k
        model_properties: {mode: chat, context_size: 8192}

    Right:
        model: acme-vision-128k
        model_properties: {mode: chat, context_size: 131072}
    """
    found = [int(number) for number in _NAMED.findall(model.id.lower())]
    context = model.context_size
    if not found or context is None or context <= 0 or found[-1] not in _USUAL:
        return
    if not found[-1] * 512 < context < found[-1] * 2048:
        message = f"`{model.id}` is called after {found[-1]}k tokens and has a context of {context}"
        yield Hit(model.at("model_properties", "context_size"), message)

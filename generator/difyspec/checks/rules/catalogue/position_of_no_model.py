"""D901."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.checks.views.positions import PositionList, positions
from difyspec.diagnostics import nearest

_MANY = 5


@rule("D901", WARNING)
def position_of_no_model(plugin: Plugin) -> Iterator[Hit]:
    """A list of positions names models that do not exist

    Names are compared exactly: with prefix, version and case, as in `model`. Where most of the names of a file are
    unknown, it is told once.

    Why: Dify skips the name, and the model that was meant comes somewhere behind the others.

    Fix: Write the name as it stands in `model`, or remove it.

    Wrong:
        - chat-large

    Right:
        - acme/chat-large
    """
    for one in positions(plugin):
        known = one.known
        unknown = [(text, node) for text, node in one.entries if text not in known and "\n" not in text]
        unknown = [(text, node) for text, node in unknown if " - " not in text]
        if len(unknown) >= _MANY and len(unknown) * 2 > len(one.entries):
            text, node = unknown[0]
            message = f"{len(unknown)} of {len(one.entries)} names are no models, the first one is `{text}`"
            yield Hit(node.span, message, suggestion=_meant(one, text))
            continue
        for text, node in unknown:
            yield Hit(node.span, f"there is no model `{text}`", suggestion=_meant(one, text))


def _meant(one: PositionList, name: str) -> str | None:
    """The model whose name ends in this one, or the nearest."""
    longer = sorted(known for known in one.known if known.endswith((f"/{name}", f".{name}")))
    return longer[0] if longer else nearest(name, sorted(one.known))

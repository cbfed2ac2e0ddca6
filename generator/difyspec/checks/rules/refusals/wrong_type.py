"""D802."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import decimal, raw, root_of, whole
from difyspec.checks.rule import ERROR, SAFE, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.diagnostics.fix import Fix, Number, SetValue, safe
from difyspec.layout import Layout
from difyspec.layout.tree import down
from difyspec.loaders import Refusal, Trouble
from difyspec.source import ScalarNode


@rule("D802", ERROR, SAFE)
def wrong_type(refused: Refusals) -> Iterator[Hit]:
    """A value has a type that a loader refuses

    YAML turns `3.12` into a number and `Yes` into a bool; the SDK wants texts to be texts, the daemon numbers to be
    numbers, and both want maps and lists where they are due.

    Why: The plugin cannot be packed or started.

    Fix: Put texts that look like something else into quotes, and take numbers out of them.

    Wrong:
        default: 60

    Right:
        default: '60'
    """
    for one in refused.of(Trouble.TYPE):
        yield Hit(one.refusal.span, one.message, one.refusal.help, fix=_fix(refused.layout, one.refusal))


def _fix(layout: Layout, refusal: Refusal) -> Fix | None:
    """The value as it is written, with quotes or without, where it then is of the type that is due."""
    node = down(root_of(layout, refusal.span.file), *refusal.path)
    if not isinstance(node, ScalarNode) or node.span != refusal.span:
        return None
    value: str | Number | None = None
    if refusal.due == "a text" and node.tag in ("int", "float", "bool", "timestamp"):
        value = raw(layout, node)
    elif node.tag == "str" and refusal.due.startswith("a whole number"):
        value = whole(node.text)
    elif node.tag == "str" and refusal.due.startswith("a number"):
        value = decimal(node.text)
    elif node.tag == "str" and refusal.due.startswith("true or false") and node.text in ("true", "false"):
        return safe(refusal.span.file, SetValue(refusal.path, node.text == "true"))
    return safe(refusal.span.file, SetValue(refusal.path, value)) if value is not None else None

"""D962."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Span
from difyspec.diagnostics.fix import Path, SetValue, unsafe
from difyspec.layout.tree import down, items_at
from difyspec.source import ScalarNode

# Control characters, zero-width ones, and those that turn the direction of writing.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@rule("D962", WARNING, UNSAFE)
def invisible_character(plugin: Plugin) -> Iterator[Hit]:
    """A name has characters that nobody sees

    Names of models, parameters, fields and files, with control characters, blanks of no width, blanks at their ends,
    or marks that turn the direction of writing.

    Why: The name looks right and matches nothing; marks of direction can make it look like another one.

    Fix: Remove them, or type the name again.

    Wrong:
        model: "acme-chat "

    Right:
        model: acme-chat
    """
    for text, span, place in _names(plugin):
        found = _INVISIBLE.search(text)
        shown = _INVISIBLE.sub("", text).strip()
        fix = unsafe(span.file, SetValue(place, shown)) if place and shown else None
        if found:
            message = f"the name `{shown}` has the invisible character U+{ord(found.group()):04X}"
            yield Hit(span, message, suggestion=shown, fix=fix)
        elif text != text.strip():
            yield Hit(span, f"the name `{shown}` has blanks at its ends", suggestion=shown, fix=fix)


def _names(plugin: Plugin) -> Iterator[tuple[str, Span, Path]]:
    """Names, each with its place and the path to it; of a file, whose name no edit can change, there is none."""
    for name in plugin.layout.names:
        if name.strip() != name or not name.isprintable():
            yield name, plugin.layout.place(_INVISIBLE.sub("", name)), ()
    for field in plugin.fields:
        yield field.variable, field.at(), (*field.path, "variable")
        for index, option in enumerate(items_at(field.node, "options")):
            value = down(option, "value")
            if isinstance(value, ScalarNode) and value.tag != "null":
                yield value.text, value.span, (*field.path, "options", index, "value")
    for model in plugin.models:
        yield model.id, model.name_at, ("model",)
        for parameter in model.parameters:
            yield parameter.name, parameter.at("name"), (*parameter.path, "name")

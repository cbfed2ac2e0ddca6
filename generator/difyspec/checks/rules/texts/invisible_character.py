"""D962."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Span
from difyspec.source import ScalarNode

# Control characters, zero-width ones, and those that turn the direction of writing.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@rule("D962", WARNING)
def invisible_character(plugin: Plugin) -> Iterator[Hit]:
    """A name has characters that nobody sees

    Names of models, parameters, fields and files, with control characters, blanks of no width, blanks at their ends,
    or marks that turn the direction of writing.

    Why: The name looks right and matches nothing; marks of direction can make it look like another one.

    Fix: Type the name again.

    Wrong:
        model: "acme-chat "

    Right:
        model: acme-chat
    """
    for text, span in _names(plugin):
        found = _INVISIBLE.search(text)
        if found:
            shown = _INVISIBLE.sub("", text)
            yield Hit(
                span, f"the name `{shown}` has the invisible character U+{ord(found.group()):04X}", suggestion=shown
            )
        elif text != text.strip():
            yield Hit(span, f"the name `{text.strip()}` has blanks at its ends", suggestion=text.strip())


def _names(plugin: Plugin) -> Iterator[tuple[str, Span]]:
    for name in plugin.layout.names:
        if name.strip() != name or not name.isprintable():
            yield name, plugin.layout.place(_INVISIBLE.sub("", name))
    for field in plugin.fields:
        yield field.variable, field.at()
        for option in field.options:
            if isinstance(option.value, ScalarNode):
                yield option.value.text, option.value.span
    for model in plugin.models:
        yield model.id, model.name_at
        for parameter in model.parameters:
            yield parameter.name, parameter.at("name")

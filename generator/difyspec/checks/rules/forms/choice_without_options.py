"""D882."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.form import Field


@rule("D882", WARNING)
def choice_without_options(field: Field) -> Iterator[Hit]:
    """There is nothing to choose from

    A select or radio field has no options.

    Why: Users cannot fill in the form.

    Fix: List the options, or make it a text-input.

    Wrong:
        - {variable: region, type: select, label: {en_US: Region}}

    Right:
        - {variable: region, type: text-input, label: {en_US: Region}}
    """
    if field.type in ("select", "radio") and not field.options:
        yield Hit(field.at("type"), f"`{field.variable}` is a {field.type} without options")

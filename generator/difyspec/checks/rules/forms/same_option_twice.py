"""D887."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.form import Field


@rule("D887", WARNING)
def same_option_twice(field: Field) -> Iterator[Hit]:
    """A choice offers a value twice

    Options that are shown under different conditions may share a value.

    Why: Users see it twice and cannot tell which one is chosen.

    Fix: Remove one, or correct its value.

    Wrong:
        options: [{value: a, label: {en_US: A}}, {value: a, label: {en_US: B}}]

    Right:
        options: [{value: a, label: {en_US: A}}, {value: b, label: {en_US: B}}]
    """
    seen: set[str] = set()
    for option in field.options:
        if option.value is None:
            continue
        if option.value.text in seen and not option.show_on:
            yield Hit(option.value.span, f"`{field.variable}` offers `{option.value.text}` twice")
        seen.add(option.value.text)

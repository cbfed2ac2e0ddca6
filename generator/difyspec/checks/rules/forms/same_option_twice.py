"""D887."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.fixes import path_in
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.form import Field, Option
from difyspec.checks.views.many import canonical
from difyspec.diagnostics.fix import Fix, ReplaceItem, safe


@rule("D887", WARNING, SAFE)
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
    seen: dict[str, Option] = {}
    for option in field.options:
        if option.value is None:
            continue
        if option.value.text in seen and not option.show_on:
            message = f"`{field.variable}` offers `{option.value.text}` twice"
            yield Hit(option.value.span, message, fix=_fix(field, option, seen[option.value.text]))
        seen.setdefault(option.value.text, option)


def _fix(field: Field, option: Option, first: Option) -> Fix | None:
    """The second one goes, if it says nothing else than the first."""
    path = path_in(field.plugin, option.node) if canonical(option.node) == canonical(first.node) else None
    return safe(option.node.span.file, ReplaceItem(path)) if path is not None else None

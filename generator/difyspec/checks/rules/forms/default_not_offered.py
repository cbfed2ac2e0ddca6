"""D883."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.form import Field
from difyspec.checks.views.values import scalar_at
from difyspec.diagnostics import nearest
from difyspec.diagnostics.fix import SetValue, unsafe


@rule("D883", WARNING, UNSAFE)
def default_not_offered(field: Field) -> Iterator[Hit]:
    """The default of a choice is none of its options

    Why: The form shows nothing chosen, and what it sends without a choice is a value that the plugin does not know.

    Fix: Write the value of one of the options.

    Wrong:
        - variable: mode
          type: select
          required: false
          default: chats
          label: {en_US: Mode}
          options: [{value: chat, label: {en_US: Chat}}]

    Right:
        - variable: mode
          type: select
          required: false
          default: chat
          label: {en_US: Mode}
          options: [{value: chat, label: {en_US: Chat}}]
    """
    default = scalar_at(field.node, "default")
    if field.type not in ("select", "radio") or default is None or not field.values or default.text in field.values:
        return
    if default.text:
        message = f"the default `{default.text}` of `{field.variable}` is none of its options"
        guess = nearest(default.text, field.values)
        edit = SetValue((*field.path, "default"), guess or "")
        fix = unsafe(field.node.span.file, edit) if guess is not None else None
        yield Hit(default.span, message, suggestion=guess, fix=fix)

"""A model's YAML as the SDK reads it: dify_plugin entities/model/schema.py, `AIModelEntity`."""

from __future__ import annotations

from difyspec.layout.tree import Path, is_null
from difyspec.loaders.refusals import Refusal, Trouble
from difyspec.loaders.sdk.scalars import (
    BOOL,
    DECIMAL,
    I18N,
    MAYBE_DECIMAL,
    MAYBE_I18N,
    MAYBE_INTEGER,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    SDK,
    TEXT,
    TEXTS,
    word,
)
from difyspec.loaders.sdk.vocabulary import FEATURES, MODEL_TYPES
from difyspec.loaders.shapes import ANYTHING, Items, Keyed, Need, Record
from difyspec.loaders.templates import TEMPLATES
from difyspec.provider.vocabulary import METHODS, PARAMETER_TYPES, PROPERTIES
from difyspec.source import ListNode, MapNode, Node, ScalarNode


class _Label:
    """A label may be anything empty: then the name takes its place (`validate_label`)."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses what is no text in several languages."""
        if not _nothing(node):
            I18N.look(node, path, out)


def _nothing(node: Node) -> bool:
    if isinstance(node, MapNode):
        return not node.entries
    if isinstance(node, ListNode):
        return not node.items
    zero = node.tag in ("int", "float") and not node.text.strip("-+0.")
    return is_null(node) or not node.text or zero or (node.tag, node.text) == ("bool", "false")


def _type(node: MapNode, path: Path, out: list[Refusal]) -> None:
    """A rule says its type, unless it uses a template that the SDK knows."""
    if node.get("type") is not None:
        return
    template = node.get("use_template")
    if isinstance(template, ScalarNode) and template.tag == "str" and template.text in TEMPLATES:
        return
    span = node.entries[0][0].span if node.entries else node.span
    message = "the parameter has neither a type nor a template that the SDK knows"
    remedy = f"Write `type`, or `use_template` with one of: {', '.join(TEMPLATES)}."
    out.append(Refusal(Trouble.MISSING, SDK, span, (*path, "type"), message, remedy))


RULE = Record(
    SDK,
    {
        "name": Need(TEXT, SDK),
        "use_template": Need(MAYBE_TEXT),
        "label": Need(_Label()),
        "type": Need(word(*PARAMETER_TYPES)),
        "help": Need(MAYBE_I18N),
        "required": Need(BOOL),
        "default": Need(ANYTHING),
        "min": Need(MAYBE_NUMBER),
        "max": Need(MAYBE_NUMBER),
        "precision": Need(MAYBE_INTEGER),
        "options": Need(TEXTS),
    },
    extra=(_type,),
)
_PRICING = Record(
    SDK,
    {
        "input": Need(DECIMAL, SDK),
        "output": Need(MAYBE_DECIMAL),
        "unit": Need(DECIMAL, SDK),
        "currency": Need(TEXT, SDK),
    },
    null=True,
)
MODEL = Record(
    SDK,
    {
        "model": Need(TEXT, SDK),
        "label": Need(_Label()),
        "model_type": Need(word(*MODEL_TYPES), SDK),
        "features": Need(Items(SDK, word(*FEATURES), null=True)),
        "fetch_from": Need(word(*METHODS)),
        "model_properties": Need(
            Keyed(SDK, ANYTHING, tuple(PROPERTIES)), SDK, help="Write `model_properties`, if only `{}`."
        ),
        "deprecated": Need(BOOL),
        "parameter_rules": Need(Items(SDK, RULE)),
        "pricing": Need(_PRICING),
    },
)
POSITION = Items(SDK, TEXT, null=True)

"""A model's YAML as the daemon reads it: model_declaration.go of dify-plugin-daemon bdb5642.

Types and names of templates are checked when the plugin is packed; the limits only where a running plugin answers with
its models. That a label may be missing is not counted: the daemon fills it in before it passes the model on.
"""

from __future__ import annotations

from difyspec.layout.tree import Path, is_null
from difyspec.loaders.daemon.scalars import (
    BOOL,
    DECIMAL,
    INTEGER,
    NUMBER,
    PACKAGE,
    TEXT,
    i18n,
    limited,
    word,
)
from difyspec.loaders.daemon.vocabulary import MODEL_TYPES
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.shapes import ANYTHING, Items, Keyed, Need, Record, described, shown, unknown_word
from difyspec.loaders.templates import TEMPLATES
from difyspec.provider.vocabulary import METHODS, PARAMETER_TYPES
from difyspec.source import MapNode, Node, ScalarNode

_ANSWER = Gate.ANSWER
_I18N = i18n(_ANSWER)
_SHORT = limited(_ANSWER, below=256)


class _Template:
    """`use_template`: empty, or one of the eight names."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses other names."""
        before = len(out)
        TEXT.look(node, path, out)
        known = is_null(node) or not isinstance(node, ScalarNode) or not node.text or node.text in TEMPLATES
        if len(out) == before and not known and isinstance(node, ScalarNode):
            out.append(unknown_word(node, path, PACKAGE, tuple(TEMPLATES)))


class _Default:
    """`default`: anything for the packer, a scalar later."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses lists and maps."""
        if not isinstance(node, ScalarNode):
            message = f"`{shown(path)}` is {described(node)}, where a single value is due"
            out.append(Refusal(Trouble.TYPE, _ANSWER, node.span, path, message, "Write a single value."))


def _complete(node: MapNode, path: Path, out: list[Refusal]) -> None:
    """Without a template a rule needs a type."""
    template = node.get("use_template")
    if not is_null(template) and isinstance(template, ScalarNode) and template.text:
        return
    if is_null(node.get("type")):
        span = node.entries[0][0].span if node.entries else node.span
        message = "the parameter has neither a type nor a template"
        remedy = f"Write `type`, or `use_template` with one of: {', '.join(TEMPLATES)}."
        out.append(Refusal(Trouble.MISSING, _ANSWER, span, (*path, "type"), message, remedy))


_RULE = Record(
    PACKAGE,
    {
        "name": Need(_SHORT, _ANSWER, filled=True),
        "use_template": Need(_Template()),
        "label": Need(_I18N),
        "type": Need(word(_ANSWER, *PARAMETER_TYPES)),
        "help": Need(_I18N),
        "required": Need(BOOL),
        "default": Need(_Default()),
        "min": Need(NUMBER),
        "max": Need(NUMBER),
        "precision": Need(INTEGER),
        "options": Need(Items(PACKAGE, _SHORT, null=True)),
    },
    extra=(_complete,),
)
_PRICING = Record(
    PACKAGE,
    {
        "input": Need(DECIMAL),
        "output": Need(DECIMAL),
        "unit": Need(DECIMAL),
        "currency": Need(TEXT, _ANSWER, filled=True),
    },
    null=True,
)
MODEL = Record(
    PACKAGE,
    {
        "model": Need(_SHORT, _ANSWER, filled=True),
        "label": Need(_I18N),
        "model_type": Need(word(_ANSWER, *MODEL_TYPES), _ANSWER, filled=True),
        "features": Need(Items(PACKAGE, _SHORT, null=True, most=256, most_gate=_ANSWER)),
        "fetch_from": Need(word(_ANSWER, *METHODS)),
        "model_properties": Need(Keyed(PACKAGE, ANYTHING, null=True)),
        "deprecated": Need(BOOL),
        "parameter_rules": Need(Items(PACKAGE, _RULE, null=True, most=128, most_gate=_ANSWER)),
        "pricing": Need(_PRICING),
    },
    null=True,
)
POSITION = Items(PACKAGE, TEXT, null=True)

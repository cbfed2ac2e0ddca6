"""The YAML type of a scalar in a spec: YAML 1.2's core, minus every spelling that loaders read differently."""

from __future__ import annotations

import re

from difyspec.provider.values import FALSE, NULL, TRUE, Kind, Scalar
from difyspec.source.nodes import ScalarNode, Style

_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)?\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?([eE][-+]?[0-9]+)?)")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?([ \t]*(Z|[-+][0-9]{1,2}(:?[0-9]{2})?))?)?"
)
_WORDS = {"": NULL, "~": NULL, "null": NULL, "Null": NULL, "NULL": NULL, "true": TRUE, "false": FALSE}


def kind_of_plain(text: str) -> Scalar:
    """The scalar of an unquoted text.

    ``yes``, ``on``, ``True``, ``007``, ``0x1F``, ``1_000`` and ``1:30`` are texts here: some readers of YAML take them
    for something else, so a position that wants a bool or a number asks for the plain spelling.
    """
    known = _WORDS.get(text)
    if known is not None:
        return known
    if text[0] in "0123456789+-.":
        if _INT.fullmatch(text):
            return Scalar(Kind.INT, text)
        if _FLOAT.fullmatch(text):
            return Scalar(Kind.FLOAT, text)
        if _TIME.fullmatch(text):
            return Scalar(Kind.TIMESTAMP, text)
    return Scalar(Kind.TEXT, text)


def kind_of(node: ScalarNode) -> Scalar:
    """The scalar of a node; whatever is quoted is text."""
    return kind_of_plain(node.text) if node.style is Style.PLAIN else Scalar(Kind.TEXT, node.text)

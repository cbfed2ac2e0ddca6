"""D826."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.source import ScalarNode, Style

# Where PyYAML reads YAML 1.1 and go-yaml mostly 1.2: words, octal and sexagesimal numbers, exponents without a point
# or sign.
_WORD = re.compile(r"(?i:yes|no|on|off)")
_NUMBER = re.compile(r"[-+]?(?:0[0-7]+|[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?)|[-+]?0o[0-7]+")
_EXPONENT = re.compile(r"[-+]?(?:[0-9]+[eE][-+]?[0-9]+|[0-9]*\.[0-9]*[eE][0-9]+)")


@rule("D826", WARNING)
def ambiguous_scalar(model: Model) -> Iterator[Hit]:
    """The loaders' YAML readers take an unquoted value for different things

    PyYAML, which the SDK uses, follows YAML 1.1 and go-yaml, which the daemon uses, mostly 1.2: `yes` is true or a
    text, `1e-6` a text or a number, `010` is 8 or 10.

    Why: The default that Dify shows is not the one that the plugin knows.

    Fix: Write the value in a form that all readers take alike: true, 0.000001, 10, or a text in quotes.

    Wrong:
        default: yes

    Right:
        default: true
    """
    for parameter in model.parameters:
        for key in ("default", "min", "max"):
            node = parameter.own(key)
            if node is not None and node.style is Style.PLAIN:
                raw = _raw(model, node)
                if _WORD.fullmatch(raw) or _NUMBER.fullmatch(raw) or _EXPONENT.fullmatch(raw):
                    yield Hit(node.span, f"`{raw}` is {_python(node)} for the SDK and {_go(raw)} for the daemon")


def _raw(model: Model, node: ScalarNode) -> str:
    """The value as it is written."""
    text = model.plugin.layout.folder.text(model.file) or ""
    span = node.span
    lines = text.splitlines()
    if span.line != span.end_line or span.line > len(lines):
        return node.text
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


def _python(node: ScalarNode) -> str:
    return {"bool": f"the bool {node.text}", "str": "a text"}.get(node.tag or "", f"the number {node.text}")


def _go(raw: str) -> str:
    return "a text" if _WORD.fullmatch(raw) or ":" in raw else "a number written another way"

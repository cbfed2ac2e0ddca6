"""D826."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from difyspec.checks.fixes import decimal, raw
from difyspec.checks.rule import SAFE, WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.parameter import Parameter
from difyspec.diagnostics.fix import Fix, Number, SetValue, safe
from difyspec.source import ScalarNode, Style

# Where PyYAML reads YAML 1.1 and go-yaml mostly 1.2: words, octal and sexagesimal numbers, exponents without a point
# or sign.
_WORD = re.compile(r"(?i:yes|no|on|off)")
_NUMBER = re.compile(r"[-+]?(?:0[0-7]+|[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?)|[-+]?0o[0-7]+")
_FAR = 12  # decimals
_EXPONENT = re.compile(r"[-+]?(?:[0-9]+[eE][-+]?[0-9]+|[0-9]*\.[0-9]*[eE][0-9]+)")


@rule("D826", WARNING, SAFE)
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
                text = raw(model.plugin.layout, node)
                if _WORD.fullmatch(text) or _NUMBER.fullmatch(text) or _EXPONENT.fullmatch(text):
                    message = f"`{text}` is {_python(node)} for the SDK and {_go(text)} for the daemon"
                    yield Hit(node.span, message, fix=_fix(parameter, key, node, text))


def _fix(parameter: Parameter, key: str, node: ScalarNode, text: str) -> Fix | None:
    """What the parameter's type says is meant; of octal and sexagesimal numbers nobody knows."""
    value: str | bool | Number | None = None
    if _WORD.fullmatch(text) and parameter.type == "boolean":
        value = node.text == "true"
    elif _WORD.fullmatch(text) and parameter.type in ("string", "text"):
        value = text
    elif _EXPONENT.fullmatch(text) and parameter.type == "float":
        value = decimal(format(Decimal(text), "f")) if abs(Decimal(text).adjusted()) < _FAR else None
    return safe(node.span.file, SetValue((*parameter.path, key), value)) if value is not None else None


def _python(node: ScalarNode) -> str:
    return {"bool": f"the bool {node.text}", "str": "a text"}.get(node.tag or "", f"the number {node.text}")


def _go(raw: str) -> str:
    return "a text" if _WORD.fullmatch(raw) or ":" in raw else "a number written another way"

"""How one scalar is written: plain where that is safe, else in quotes, or as a literal block."""

from __future__ import annotations

import re
from functools import lru_cache

from difyspec.emit.yaml.ambiguity import is_ambiguous
from difyspec.provider.values import Kind, Scalar

# Characters that may stand raw in a file: what YAML calls printable, without its unusual line breaks, byte order marks
# and the controls that turn the direction of writing (a text must look like what it is).
_RAW = r"\x20-\x7E\xA0-\u2027\u202F-\u2065\u206A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD\U00010000-\U0010FFFF"

_ONE_LINE = re.compile(f"[{_RAW}]*")
_LITERAL = re.compile(rf"[{_RAW}\t\n]*")
_SPACE_BEFORE_BREAK = re.compile(r"[ \t](?:\n|\Z)")

# What a plain text may be, besides the two places where ":" and "#" mean something: no indicator first, no space last,
# and not what ends a document.
_PLAIN = re.compile(rf"(?!\.\.\.(?:\s|\Z))(?![-?:,\[\]{{}}#&*!|>'\"%@`\s])[{_RAW}]*(?<![\s:])")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_TO_ESCAPE = re.compile(rf'[^{_RAW}]|[\\"]')

# The floats that PyYAML and YAML 1.2 both read as such.
_COMMON_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*(?:[eE][-+][0-9]+)?|\.(?:inf|Inf|INF))|\.[0-9]+|\.(?:nan|NaN|NAN)")
_EXPONENT = re.compile(r"([-+]?)([0-9]*)\.?([0-9]*)(?:[eE]([-+]?)([0-9]+))?")


def is_block(scalar: Scalar) -> bool:
    """Whether the scalar is a text of several lines that a literal block holds exactly."""
    text = scalar.text
    return (
        "\n" in text
        and scalar.kind is Kind.TEXT
        and text[0] not in " \t\n"
        and _LITERAL.fullmatch(text) is not None
        and _SPACE_BEFORE_BREAK.search(text) is None
    )


def block_lines(text: str, pad: str) -> str:
    """The literal block of `text`: header, then its lines, each after `pad`, with a line break at the end."""
    body = text.rstrip("\n")
    breaks = len(text) - len(body)
    header = ("|-", "|")[breaks] if breaks < 2 else "|+"
    lines = [f"{pad}{line}\n" if line else "\n" for line in body.split("\n")]
    return f"{header}\n{''.join(lines)}{'\n' * (breaks - 1)}"


def inline(scalar: Scalar) -> str:
    """The scalar on one line."""
    if scalar.kind is Kind.TEXT:
        return text_inline(scalar.text)
    if scalar.kind is Kind.FLOAT:
        return float_text(scalar.text)
    return "null" if scalar.kind is Kind.NULL else scalar.text


@lru_cache(maxsize=1 << 16)
def text_inline(text: str) -> str:
    """A text on one line: plain, in single quotes, or in double quotes with escapes."""
    if _PLAIN.fullmatch(text) and ": " not in text and " #" not in text and not is_ambiguous(text):
        return text
    if _ONE_LINE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _TO_ESCAPE.sub(_escape, text) + '"'


@lru_cache(maxsize=1 << 12)
def float_text(text: str) -> str:
    """A float's text, unchanged where every reader takes it for a float; ``1e-6`` becomes ``1.0e-6``."""
    if _COMMON_FLOAT.fullmatch(text) is not None:
        return text
    found = _EXPONENT.fullmatch(text)
    if found is None:
        return text
    sign, whole, fraction, power_sign, power = found.groups()
    exponent = f"e{power_sign or '+'}{power}" if power else ""
    return f"{sign}{whole or '0'}.{fraction or '0'}{exponent}"


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    if char in _ESCAPES:
        return _ESCAPES[char]
    code = ord(char)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"

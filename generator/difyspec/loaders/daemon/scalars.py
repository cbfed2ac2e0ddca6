"""What go-yaml v3 takes for a Go string, number, bool or time, and the limits of Go's validator.

Source: gopkg.in/yaml.v3 `decode.go` and `resolve.go`, go-playground/validator, and the daemon's entities. Types are
checked whenever a plugin is decoded (gate PACKAGE), limits where the tags of a structure are validated.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from difyspec.loaders.refusals import Gate, Trouble
from difyspec.loaders.shapes import Items, Limit, Need, Record, Value, Word
from difyspec.source import ScalarNode, Style

_BOOLS = frozenset("y yes on n no off true false".split())  # noqa: SIM905 (a list of words)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)")
# The times that go-yaml itself resolves where they stand unquoted.
_PLAIN_TIME = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"(?:[Tt]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)| +\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?)?"
)
_LEAST_INT, _MOST_INT = -(2**63), 2**63 - 1
_DIGITS = 20  # of the least one, with its sign
_DECIMAL = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def is_text(_: ScalarNode) -> bool:
    """Any scalar becomes its text."""
    return True


def is_integer(node: ScalarNode) -> bool:
    """Ints of 64 bits, and floats of that size, which are cut off; nothing quoted."""
    if node.tag == "int":
        return len(node.text) <= _DIGITS and _LEAST_INT <= int(node.text) <= _MOST_INT
    return node.tag == "float" and float(node.text.replace(".inf", "inf").replace(".nan", "nan")) <= _MOST_INT


def is_number(node: ScalarNode) -> bool:
    """Ints and floats; nothing quoted."""
    return node.tag in ("int", "float")


def is_bool(node: ScalarNode) -> bool:
    """Bools, unquoted, also in the words of YAML 1.1."""
    return node.tag == "bool" or (node.style is Style.PLAIN and node.text.lower() in _BOOLS)


def is_decimal(node: ScalarNode) -> bool:
    """What shopspring/decimal reads from a text."""
    return bool(_DECIMAL.fullmatch(node.text))


def is_time(node: ScalarNode) -> bool:
    """A time of RFC 3339; unquoted also the others that go-yaml knows."""
    if node.style is Style.PLAIN and _PLAIN_TIME.fullmatch(node.text):
        return True
    return bool(_RFC3339.fullmatch(node.text))


PACKAGE = Gate.PACKAGE
TEXT = Value(PACKAGE, is_text, "a text", null=True)
INTEGER = Value(PACKAGE, is_integer, "a whole number without quotes", null=True)
NUMBER = Value(PACKAGE, is_number, "a number without quotes", null=True)
BOOL = Value(PACKAGE, is_bool, "true or false without quotes", null=True)
DECIMAL = Value(PACKAGE, is_decimal, "a number", null=True)
TIME = Value(PACKAGE, is_time, "a time such as '2025-01-31T12:00:00Z'", null=True)
TEXTS = Items(PACKAGE, TEXT, null=True)


def limited(gate: Gate, *, below: int | None = None, most: int | None = None) -> Value:
    """A text of fewer than `below` or at most `most` characters."""
    limit = most if most is not None else (below or 0) - 1
    long = Limit(
        gate, Trouble.LIMIT, lambda text: len(text) <= limit, f"have at most {limit} characters", "Shorten the text."
    )
    return replace(TEXT, limits=(long,))


def matching(gate: Gate, pattern: str, due: str, help: str) -> Limit:
    """A text that a regular expression describes; empty ones are left to `required`."""
    regex = re.compile(pattern)
    return Limit(gate, Trouble.FORMAT, lambda text: not text or bool(regex.fullmatch(text)), due, help)


def following(gate: Gate, holds: Callable[[str], bool], due: str, help: str) -> Value:
    """A text that fulfils a condition; empty ones are left to `required`."""
    return replace(TEXT, limits=(Limit(gate, Trouble.FORMAT, lambda text: not text or holds(text), due, help),))


def word(gate: Gate, *words: str) -> Word:
    """A text of a closed vocabulary, validated at a gate."""
    return Word(TEXT, gate, words)


def i18n(gate: Gate, *, null: bool = True) -> Record:
    """pkg/entities/plugin_entities/basic_type.go: en_US of 1 to 1023 characters, three more languages."""
    text = limited(gate, below=1024)
    languages = {name: Need(text) for name in ("zh_Hans", "pt_BR", "ja_JP")}
    english = Need(text, gate, filled=True, help="Write the English text as `en_US`.")
    return Record(PACKAGE, {"en_US": english, **languages}, null=null)

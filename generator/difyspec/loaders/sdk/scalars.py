"""What pydantic, in its lax mode, takes from PyYAML as a text, a number and so on.

Source: dify_plugin 0.10 uses pydantic 2 without `strict`; the conversions are those of pydantic's "conversion table".
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from difyspec.loaders.refusals import Gate
from difyspec.loaders.shapes import Items, Need, Record, Value, Word
from difyspec.source import ScalarNode

_WHOLE = re.compile(r"\s*[-+]?\d+(_\d+)*(\.0*)?\s*")
_BOOLS = frozenset(("0", "off", "f", "false", "n", "no", "1", "on", "t", "true", "y", "yes"))
_DIGITS = 4300  # Python turns no longer text into an int


def is_text(node: ScalarNode) -> bool:
    """Only texts are texts."""
    return node.tag == "str"


def is_integer(node: ScalarNode) -> bool:
    """Ints, bools, floats without a fraction, and texts of digits."""
    if node.tag in ("int", "bool"):
        return True
    if node.tag == "float":
        return node.text.lstrip("-+")[:1].isdigit() and float(node.text).is_integer()
    return node.tag == "str" and len(node.text) < _DIGITS and bool(_WHOLE.fullmatch(node.text))


def is_number(node: ScalarNode) -> bool:
    """Ints, floats, bools, and texts that Python reads as a float."""
    if node.tag in ("int", "float", "bool"):
        return True
    if node.tag != "str":
        return False
    try:
        float(node.text)
    except ValueError:
        return False
    return True


def is_bool(node: ScalarNode) -> bool:
    """Bools, 0 and 1, and the usual words."""
    if node.tag in ("int", "float"):
        return node.text.lstrip("+") in ("0", "1", "0.0", "1.0")
    return node.tag == "bool" or (node.tag == "str" and node.text.lower() in _BOOLS)


def is_decimal(node: ScalarNode) -> bool:
    """Finite numbers, and texts that `Decimal` reads as one."""
    if node.tag not in ("int", "float", "str"):
        return False
    try:
        return Decimal(node.text.strip()).is_finite()
    except InvalidOperation:
        return False


def is_time(node: ScalarNode) -> bool:
    """Times and dates of YAML, numbers (seconds since 1970), and texts of ISO 8601."""
    if node.tag in ("timestamp", "int", "float"):
        return True
    if node.tag != "str":
        return False
    text = node.text.strip()
    if re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        return True
    # More than six digits of a second are cut off by pydantic, and `fromisoformat` takes nine at most.
    text = re.sub(r"(\.\d{6})\d+", r"\1", text.replace("_", "T", 1))
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return bool(re.match(r"\d{4}-\d\d-\d\d", text))


SDK = Gate.SDK
TEXT = Value(SDK, is_text, "a text")
MAYBE_TEXT = Value(SDK, is_text, "a text", null=True)
INTEGER = Value(SDK, is_integer, "a whole number")
MAYBE_INTEGER = Value(SDK, is_integer, "a whole number", null=True)
MAYBE_NUMBER = Value(SDK, is_number, "a number", null=True)
BOOL = Value(SDK, is_bool, "true or false")
MAYBE_BOOL = Value(SDK, is_bool, "true or false", null=True)
DECIMAL = Value(SDK, is_decimal, "a number")
MAYBE_DECIMAL = Value(SDK, is_decimal, "a number", null=True)
TIME = Value(SDK, is_time, "a time")

_LANGUAGES = {name: Need(MAYBE_TEXT) for name in ("zh_Hans", "pt_BR", "ja_JP")}
# entities/parameters.py, I18nObject: en_US is required and text, other languages may be null, unknown ones are ignored.
I18N = Record(SDK, {"en_US": Need(TEXT, SDK, help="Write the English text as `en_US`."), **_LANGUAGES})
MAYBE_I18N = Record(SDK, I18N.needs, null=True)
TEXTS = Items(SDK, TEXT)


def word(*words: str) -> Word:
    """An enumeration."""
    return Word(TEXT, SDK, words)


def words(*each: str) -> Items:
    """A list of words of an enumeration."""
    return Items(SDK, word(*each))

"""Values as they are written, and what a reader makes of them."""

from __future__ import annotations

from difyspec.diagnostics.fix import Number, Pairs, Value
from difyspec.edit.fixing.reading import Content, map_content
from difyspec.edit.tokens import token
from difyspec.edit.tree import Word
from difyspec.source import Style


def written(value: Value, *, flow: bool, like: Style = Style.PLAIN) -> str:
    """A value on one line; a text in the quotes that `like` has, if it needs any or not."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value, flow, like)
        case Number():
            return value.text
        case Pairs():
            return f"{{{', '.join(f'{_key(key, True)}: {written(one, flow=True)}' for key, one in value.entries)}}}"
        case _:
            return f"[{', '.join(written(one, flow=True) for one in value)}]"


def block(key: str, value: Value, pad: str) -> list[str]:
    """The lines of a pair in a block."""
    if isinstance(value, Pairs) and value.entries:
        inner = [line for name, one in value.entries for line in block(name, one, f"{pad}  ")]
        return [f"{pad}{_key(key, False)}:", *inner]
    return [f"{pad}{_key(key, False)}: {written(value, flow=False)}"]


def flow_pair(key: str, value: Value) -> str:
    """The same within braces."""
    return f"{_key(key, True)}: {written(value, flow=True)}"


def renamed(name: str, like: Style, *, flow: bool) -> str:
    """A key in the quotes of the one that it replaces."""
    return _text(name, flow, like)


def value_content(value: Value, text: str, *, typed: bool) -> Content:
    """What a value must be read as; `text` is how a scalar is written (its quotes count where types do not)."""
    match value:
        case Pairs():
            return map_content([(key, _inner(one, typed)) for key, one in value.entries])
        case tuple():
            return ("list", *(_inner(one, typed) for one in value))
        case str():
            quoted = text[:1] in ("'", '"')
            return ("str" if typed else "quoted" if quoted else "plain", value)
        case bool():
            return ("bool" if typed else "plain", "true" if value else "false")
        case Number():
            kind = "int" if value.text.lstrip("-").isdigit() else "float"
            return (kind if typed else "plain", value.text)


def _inner(value: Value, typed: bool) -> Content:
    return value_content(value, written(value, flow=True), typed=typed)


def _key(key: str, flow: bool) -> str:
    return token(Word(key), flow=flow)


def _text(text: str, flow: bool, like: Style) -> str:
    plain = token(Word(text), flow=flow)
    if like is Style.SINGLE and plain[:1] != '"':
        return "'" + text.replace("'", "''") + "'"
    if like is Style.DOUBLE and plain[:1] != '"' and "\\" not in text and '"' not in text:
        return f'"{text}"'
    return plain

"""Maps and lists as indented blocks, two spaces a level, lists indented below their key."""

from __future__ import annotations

from difyspec.emit.yaml.scalars import block_lines, inline, is_block, text_inline
from difyspec.provider.values import Data, DataList, DataMap, Scalar

# YAML readers look at most 1024 characters ahead for the colon that makes a text a key.
_LONGEST_KEY = 1000


def dump(data: Data, header: str = "") -> str:
    """`data` as one YAML document that ends with a line break.

    `header` is the text of comment lines above it. The time is linear in the size of the data; nothing is folded, no
    anchors are used, and the entries come in their order.
    """
    parts = [f"# {line}".rstrip() + "\n" for line in header.splitlines()]
    if isinstance(data, Scalar):
        parts.append(_scalar(data, "  ") + "\n")
    elif isinstance(data, DataMap):
        _map(data.entries, "", "", parts)
    else:
        _list(data.items, "", "", parts)
    text = "".join(parts)
    return text if text.endswith("\n") else text + "\n"


def _map(entries: tuple[tuple[str, Data], ...], lead: str, pad: str, parts: list[str]) -> None:
    """Write a map whose first line starts with `lead` and whose other lines start with `pad`."""
    if not entries:
        parts.append(f"{lead}{{}}\n")
    for key, value in entries:
        name = text_inline(key)
        if len(name) > _LONGEST_KEY:
            parts.append(f"{lead}? {name}\n")
            _value(value, f"{pad}: ", pad + "  ", parts)
        elif isinstance(value, Scalar):
            parts.append(f"{lead}{name}: {_scalar(value, pad + '  ')}\n")
        elif _is_empty(value):
            parts.append(f"{lead}{name}: {'{}' if isinstance(value, DataMap) else '[]'}\n")
        else:
            parts.append(f"{lead}{name}:\n")
            _value(value, pad + "  ", pad + "  ", parts)
        lead = pad


def _list(items: tuple[Data, ...], lead: str, pad: str, parts: list[str]) -> None:
    """Write a list whose first line starts with `lead` and whose other lines start with `pad`."""
    if not items:
        parts.append(f"{lead}[]\n")
    for item in items:
        _value(item, f"{lead}- ", pad + "  ", parts)
        lead = pad


def _value(value: Data, lead: str, pad: str, parts: list[str]) -> None:
    if isinstance(value, Scalar):
        parts.append(f"{lead}{_scalar(value, pad)}\n")
    elif isinstance(value, DataMap):
        _map(value.entries, lead, pad, parts)
    else:
        _list(value.items, lead, pad, parts)


def _is_empty(value: DataList | DataMap) -> bool:
    return not (value.entries if isinstance(value, DataMap) else value.items)


def _scalar(value: Scalar, pad: str) -> str:
    """The scalar without a line break at its end; the lines of a block start with `pad`."""
    return block_lines(value.text, pad)[:-1] if is_block(value) else inline(value)

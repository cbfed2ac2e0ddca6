"""Data on one line, as it stands within ``{ }`` and ``[ ]`` of a spec."""

from __future__ import annotations

from difyspec.edit.tokens import token
from difyspec.edit.tree import Word
from difyspec.emit.yaml.scalars import inline
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar


def flow(data: Data) -> str:
    """`data` as flow YAML that every reader takes for the same; texts are plain wherever that is safe."""
    match data:
        case Scalar(kind=Kind.TEXT, text=text):
            return flow_text(text)
        case Scalar():
            return inline(data)
        case DataList(items=items):
            return f"[{', '.join(_item(item) for item in items)}]"
        case DataMap(entries=entries):
            return f"{{{pairs(entries)}}}" if entries else "{}"


def pairs(entries: tuple[tuple[str, Data], ...]) -> str:
    """The inside of a map: ``use: chat, context_size: 8192``."""
    return ", ".join(f"{flow_text(key)}: {flow(value)}" for key, value in entries)


def flow_text(text: str) -> str:
    """A text on one line: plain where that is safe within brackets, else in quotes."""
    return token(Word(text), flow=True)


def _item(data: Data) -> str:
    """An item of a list; a map of one pair is an entry, which needs no brackets of its own."""
    if isinstance(data, DataMap) and len(data.entries) == 1:
        return pairs(data.entries)
    return flow(data)

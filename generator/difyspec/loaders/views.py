"""What a loader sees of a plugin: the models that would be offered, and in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from difyspec.layout.tree import Path, down, text_at, texts_at
from difyspec.source import Node


@dataclass(frozen=True, slots=True)
class Shown:
    """One model as a loader knows it; `label` is the English one, `file` the path within the plugin."""

    type: str
    id: str
    label: str
    file: str


@dataclass(frozen=True, slots=True)
class View:
    """All models by file, as often as they are loaded, and the order by key of `models` (None: there is none)."""

    models: tuple[Shown, ...]
    positions: Mapping[str, tuple[str, ...] | None]


def model_of(root: Node | None, file: str) -> Shown | None:
    """The model of a file; None where it has no name."""
    name = text_at(root, "model")
    if name is None:
        return None
    return Shown(text_at(root, "model_type") or "", name, text_at(root, "label", "en_US") or name, file)


def order_of(root: Node | None, *path: str) -> tuple[str, ...] | None:
    """The names in a list of positions; None where there is no list."""
    steps: Path = path
    if down(root, *steps) is None:
        return None
    return tuple(text for text, _ in texts_at(root, *steps))

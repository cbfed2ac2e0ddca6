"""Text → nodes with file, line and column.

The names of this package are looked up where they are asked for: a check of what did not change reads no YAML, and then
its parser is not even imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from difyspec.source.load import (
        SourceFile,
        SourceText,
        SpecFolder,
        load_file,
        load_folder,
        load_text,
        read_text,
    )
    from difyspec.source.nodes import ListNode, MapNode, Node, ScalarNode, Style, kind_name
    from difyspec.source.plugin_folder import PluginFolder, in_memory, open_folder

__all__ = [
    "ListNode",
    "MapNode",
    "Node",
    "PluginFolder",
    "ScalarNode",
    "SourceFile",
    "SourceText",
    "SpecFolder",
    "Style",
    "in_memory",
    "kind_name",
    "load_file",
    "load_folder",
    "load_text",
    "open_folder",
    "read_text",
]
_MODULES = ("nodes", "load", "plugin_folder")


def __getattr__(name: str) -> object:
    if name in __all__:
        for module in (importlib.import_module(f"{__name__}.{one}") for one in _MODULES):
            if name in vars(module):
                found: object = vars(module)[name]
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

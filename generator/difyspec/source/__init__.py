"""Text → nodes with file, line and column."""

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

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

__all__ = [
    "ListNode",
    "MapNode",
    "Node",
    "ScalarNode",
    "SourceFile",
    "SourceText",
    "SpecFolder",
    "Style",
    "kind_name",
    "load_file",
    "load_folder",
    "load_text",
    "read_text",
]

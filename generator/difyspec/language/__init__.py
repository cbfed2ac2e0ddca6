"""The spec language: one pydantic model a section, read from nodes with every finding in one run.

`models/` declares the language. `kinds/` reads what stands behind a key, `expressions/` what stands in conditions and
`$( )`. The JSON Schema and `docs/language.md` come from the same models.
"""

from __future__ import annotations

from typing import Any

from difyspec.language.models.document import Document
from difyspec.language.read import read
from difyspec.language.section import Section
from difyspec.language.tree import Case, Choice, Entries, Entry, Expr, Located

__all__ = ["Case", "Choice", "Document", "Entries", "Entry", "Expr", "Located", "Section", "read", "schema"]


def schema() -> dict[str, Any]:
    """The JSON Schema of a spec, for editors; see `editor`."""
    from difyspec.language import editor

    return editor.schema()

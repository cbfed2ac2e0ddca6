"""Pages for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from difyspec.edit.flow import flow
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar
from difyspec.report.effective.rows import Origin, Page, Row


def as_json(pages: Iterable[Page]) -> str:
    """A list of pages; each value has its block, its path, its origin and the values it covers.

    Values keep their type, expressions are texts with ``$( )``; `text` is the value as a spec spells it, where numbers
    keep their spelling too.
    """
    return json.dumps([_page(page) for page in pages], ensure_ascii=False, indent=2) + "\n"


def _page(page: Page) -> dict[str, Any]:
    values = [{"block": block.title, **_row(row)} for block in page.blocks for row in block.rows]
    return {
        "name": list(page.name),
        "origin": _origin(page.origin),
        "remarks": list(page.remarks),
        "values": values,
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "path": list(row.path),
        "value": None if row.value is None else data(row.value),
        "text": None if row.value is None else flow(row.value),
        "when": row.when or None,
        "origin": _origin(row.origin),
        "covers": [
            {"value": None if one.value is None else data(one.value), "origin": _origin(one.origin)}
            for one in row.covered
        ],
    }


def _origin(origin: Origin) -> dict[str, Any]:
    span = origin.span
    return {
        "by": origin.by.value,
        "name": origin.name or None,
        "part": origin.part or None,
        "file": None if span is None else span.file,
        "line": None if span is None else span.line,
        "column": None if span is None else span.column,
    }


def data(found: Data) -> Any:
    """Data as JSON has it."""
    match found:
        case DataList(items=items):
            return [data(one) for one in items]
        case DataMap(entries=entries):
            return {name: data(one) for name, one in entries}
        case Scalar(kind=Kind.INT, text=text):
            return int(text)
        case Scalar(kind=Kind.FLOAT, text=text):
            return float(text)
        case Scalar(kind=Kind.BOOL):
            return found.truth
        case Scalar(kind=Kind.NULL):
            return None
        case Scalar(text=text):
            return text

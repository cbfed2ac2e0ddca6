"""A page in a few lines: each parameter on one, and nothing of the transport."""

from __future__ import annotations

from dataclasses import replace

from difyspec.provider.values import Data, DataMap
from difyspec.report.effective.rows import Block, Page, Row

_SHOWN = ("default", "min", "max", "options")


def brief(page: Page) -> Page:
    """The page of a model without what is the same for all of them."""
    blocks = (replace(block, rows=_folded(block)) if block.title == "parameters" else block for block in page.blocks)
    return replace(page, blocks=tuple(block for block in blocks if block.title != "transport"))


def _folded(block: Block) -> tuple[Row, ...]:
    """The rows of parameters with what they can be as their value."""
    found: list[Row] = []
    for head in (row for row in block.rows if len(row.path) == 1):
        inner = (row for row in block.rows if row.path[:-1] == head.path and row.path[-1] in _SHOWN)
        pairs: list[tuple[str, Data]] = [(row.path[-1], row.value) for row in inner if row.value is not None]
        found.append(replace(head, value=DataMap(tuple(pairs))))
    return tuple(found)

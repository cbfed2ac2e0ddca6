"""Pages for people: aligned, with colours on terminals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import click

from difyspec.edit.flow import flow
from difyspec.provider.values import Data, Kind, Scalar
from difyspec.report.cells import printable, width
from difyspec.report.effective.rows import Block, Covered, Origin, Page, Row

_KEYS = 36  # the widest column of keys
_VALUES = 56  # the widest column of values: longer ones push their origin to the right
_LINE = 160  # what is shown of a value that would fill several lines


@dataclass(frozen=True, slots=True)
class Style:
    """`trace` also shows which values the ones that count cover; `color` is for terminals."""

    trace: bool = False
    color: bool = False

    def styled(self, text: str, *, bold: bool = False, dim: bool = False) -> str:
        """A text as it is printed."""
        return click.style(text, bold=bold or None, dim=dim or None) if self.color else text

    def origin(self, origin: Origin) -> str:
        """Where a value comes from; with the part of the spec where everything is asked for."""
        part = f" ({origin.part})" if self.trace and origin.part else ""
        return self.styled(f"{origin}{part}", dim=True)


def plain(pages: Iterable[Page], style: Style) -> str:
    """The pages one after the other, each with an empty line between its blocks."""
    return "\n\n".join("\n".join(_page(page, style)) for page in pages) + "\n"


def _page(page: Page, style: Style) -> Iterator[str]:
    name = " / ".join(printable(part) for part in page.name)
    yield f"{style.styled(name, bold=True)}  {style.origin(page.origin)}"
    yield from (printable(remark) for remark in page.remarks)
    for block in page.blocks:
        yield ""
        yield style.styled(block.title, bold=True)
        yield from _block(block, style)


def _block(block: Block, style: Style) -> Iterator[str]:
    heads = {row.path for row in block.rows if row.value is None}
    keys = [_key(row, heads) for row in block.rows]
    for index in range(len(keys) - 1, 0, -1):
        if block.rows[index].path == block.rows[index - 1].path:
            keys[index] = ""
    values = [_value(row, block) for row in block.rows]
    first = min(_KEYS, max((width(key) for key in keys), default=0))
    below = [_over(one) for row in block.rows for one in (row.covered if style.trace else ())]
    second = min(_VALUES, max((width(value) for value in (*values, *below)), default=0))
    for row, key, value in zip(block.rows, keys, values, strict=True):
        yield f"  {_padded(key, first)}  {_padded(value, second)}  {style.origin(row.origin)}"
        for one in row.covered if style.trace else ():
            yield f"  {' ' * first}  {_padded(_over(one), second)}  {style.origin(one.origin)}"


def _key(row: Row, heads: set[tuple[str, ...]]) -> str:
    """The key: indented where its parent stands above it, else the whole path."""
    depth = sum(row.path[:length] in heads for length in range(1, len(row.path)))
    return printable("  " * depth + ".".join(row.path[depth:]))


def _value(row: Row, block: Block) -> str:
    value = "" if row.value is None else one_line(row.value, verbatim=row.verbatim)
    if row.value is None and not any(one.path[:-1] == row.path for one in block.rows):
        value = "absent"
    if row.when == "else":
        return f"{value}  else"
    return f"{value}  when {printable(row.when)}".strip() if row.when else value


def _over(one: Covered) -> str:
    return "  over " + ("nothing" if one.value is None else one_line(one.value))


def one_line(data: Data, *, verbatim: bool = False) -> str:
    """Data on one line, as the spec language spells it; what is very long is cut."""
    plain = isinstance(data, Scalar) and data.kind is Kind.TEXT and (verbatim or data.text.startswith("$("))
    text = printable(data.text if plain and isinstance(data, Scalar) else flow(data))
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


def _padded(text: str, to: int) -> str:
    return text + " " * max(to - width(text), 0)

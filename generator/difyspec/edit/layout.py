"""Where lines are broken: sections as blocks, what fits on a line on one line."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.edit.tokens import LONGEST_KEY, fits_flow, is_literal, token, width
from difyspec.edit.tree import Document, Entry, Many, Tree, Word
from difyspec.emit.yaml.scalars import block_lines

COLUMNS = 120

_BLOCKS = frozenset(
    (
        "credentials",
        "credentials.provider",
        "credentials.model",
        "fields",
        "parameters",
        "groups",
        "conditions",
        "discover",
        "models",
        "models.*",
        "models.*.profiles",
        "models.*.predefined",
        "models.*.base",
        "models.*.kept",
        "models.*.overrides",
        "transport",
        "transport.*.send",
        "validation",
        "errors",
        "errors.table",
        "raw",
    )
)
"""What is a block even where it would fit on a line; ``*`` is any key."""

type Path = tuple[str, ...]


_ROWS = frozenset(("models.*.predefined.*", "models.*.base.*", "models.*.kept.*"))
"""What is wrapped within its braces rather than made a block, if that takes few lines."""

_MOST_LINES = 4
_SHORT_PART = 60
"""A list with a longer entry in it that is more than a text has a line for each."""


def text(document: Document) -> str:
    """A whole spec as text. Sections that are blocks have an empty line around them."""
    lines = [*_comments(document.header, ""), *([""] if document.header else [])]
    was_block = False
    for number, entry in enumerate(document.root.entries):
        made = list(_entry(entry, "", (entry.key.text if entry.key else "",)))
        is_block = isinstance(entry.value, Many) and made[len(entry.above)].split("  #")[0].endswith(":")
        if number and (is_block or was_block or entry.gap):
            lines.append("")
        lines += made
        was_block = is_block
    lines += [*([""] if document.footer else []), *_comments(document.footer, "")]
    return "\n".join(lines) + "\n"


def _comments(found: list[str], pad: str) -> Iterator[str]:
    return (f"{pad}#{one}" for one in found)


def _entry(entry: Entry, pad: str, path: Path, *, named: bool = False) -> Iterator[str]:
    """The lines of an entry whose first line starts at `pad`. `named`: of a list of entries."""
    yield from _comments(entry.above, pad)
    if entry.key is None:
        lines = _item(entry.value, f"{pad}- ", pad, path, named=named)
    else:
        name = token(entry.key, flow=False)
        long = len(name) > LONGEST_KEY
        if long:
            yield f"{pad}? {name}"
        lines = _pair(entry.value, f"{pad}{'' if long else name}:", pad, path)
    first = next(lines)
    yield first if entry.beside is None else f"{first}  #{entry.beside}"
    yield from lines
    yield from _comments(entry.below, pad)


def _pair(value: Tree, lead: str, pad: str, path: Path) -> Iterator[str]:
    """A pair of a map: ``lead`` is its key and the colon."""
    if isinstance(value, Word):
        yield from _scalar(value, f"{lead} ", pad + "  ")
        return
    flow = None if _is_block(value, path) else _flow(value)
    if flow is not None and width(lead) + 1 + width(flow) <= COLUMNS:
        yield f"{lead} {flow}"
        return
    wrapped = None if flow is None else _wrapped(value, lead, pad, path)
    if wrapped is not None:
        yield from wrapped
        return
    yield lead
    yield from _inside(value, pad + "  ", path)


def _wrapped(value: Many, lead: str, pad: str, path: Path) -> list[str] | None:
    """The value within brackets over several lines; None where a block is better."""
    parts = _parts(value)
    if not value.is_map:
        lines, whole = _filled(parts, f"{lead} [", "]", pad + "  ")
        few = value.named and len(lines) <= _MOST_LINES and all(width(one) <= _SHORT_PART for one in parts)
        short = few or _is_plain_list(value)
        return lines if short and whole else None
    if ".".join((path[0], "*", path[2], "*") if len(path) == 4 else path) in _ROWS:
        lines, _ = _filled(parts, f"{lead} {{", "}", pad + "  ")
        alone = all(width(line) <= COLUMNS or line.strip().startswith("source: ") for line in lines)
        return lines if len(lines) <= _MOST_LINES and alone else None
    return None


def _filled(parts: list[str], lead: str, close: str, pad: str) -> tuple[list[str], bool]:
    """Parts with commas between them, as many on a line as it holds; and whether all lines hold what is on them."""
    lines = [lead]
    for number, part in enumerate(parts):
        piece = part + ("," if number < len(parts) - 1 else close)
        space = "" if lines[-1] in (lead, pad) else " "
        if lines[-1] not in (lead, pad) and width(lines[-1]) + len(space) + width(piece) > COLUMNS:
            lines.append(pad)
            space = ""
        lines[-1] += space + piece
    return lines, all(width(line) <= COLUMNS for line in lines)


def _item(value: Tree, lead: str, pad: str, path: Path, *, named: bool) -> Iterator[str]:
    """An item of a list: ``lead`` is the dash. `named`: of a list of entries."""
    if isinstance(value, Word):
        yield from _scalar(value, lead, pad + "  ")
        return
    single = value.entries[0] if named and value.is_map and len(value.entries) == 1 else None
    if single is not None and single.key is not None and not single.commented and fits_flow(single.key):
        name = token(single.key, flow=False)
        yield from _pair(single.value, f"{lead}{name}:", pad + "  ", (*path, single.key.text))
        return
    flow = _flow(value)
    if flow is not None and (width(lead) + width(flow) <= COLUMNS or not value.entries):
        yield f"{lead}{flow}"
        return
    inner = list(_inside(value, pad + "  ", path))
    yield lead + inner[0][len(pad) + 2 :] if not value.entries[0].above else lead.rstrip()
    yield from inner[1:] if not value.entries[0].above else inner


def _inside(value: Many, pad: str, path: Path) -> Iterator[str]:
    """The entries of a list or a map as a block."""
    for number, entry in enumerate(value.entries):
        if entry.gap and number:
            yield ""
        yield from _entry(entry, pad, path if entry.key is None else (*path, entry.key.text), named=value.named)


def _scalar(word: Word, lead: str, pad: str) -> Iterator[str]:
    if is_literal(word):
        first, *rest = block_lines(word.text, pad)[:-1].split("\n")
        yield f"{lead}{first}"
        yield from rest
    else:
        yield f"{lead}{token(word, flow=False)}".rstrip(" ")


def _is_block(value: Many, path: Path) -> bool:
    """Whether something must be a block."""
    return bool(value.entries) and any(".".join(one) in _BLOCKS for one in (path, (*path[:1], "*", *path[2:])))


def _is_plain_list(value: Many) -> bool:
    return not value.is_map and all(isinstance(one.value, Word) for one in value.entries)


def _flow(value: Tree) -> str | None:
    """The value within brackets; None where it cannot be."""
    if isinstance(value, Word):
        return token(value, flow=True) if fits_flow(value) else None
    if not all(_flowable(one) for one in value.entries):
        return None
    parts = ", ".join(_parts(value))
    return f"{{{parts}}}" if value.is_map else f"[{parts}]"


def _flowable(entry: Entry) -> bool:
    return not entry.commented and (entry.key is None or fits_flow(entry.key)) and _flow(entry.value) is not None


def _parts(value: Many) -> list[str]:
    """The entries as they stand within brackets. One pair in a list of entries has no braces of its own."""
    parts: list[str] = []
    for entry in value.entries:
        inner = _flow(entry.value) or ""
        if entry.key is not None:
            parts.append(f"{token(entry.key, flow=True)}: {inner}")
        elif value.named and isinstance(entry.value, Many) and entry.value.is_map and len(entry.value.entries) == 1:
            parts.append(inner[1:-1])
        else:
            parts.append(inner)
    return parts

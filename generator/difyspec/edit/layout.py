"""Where lines are broken: sections as blocks, what fits on a line on one line."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.edit.tokens import fits_flow, is_literal, token, width
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


def text(document: Document) -> str:
    """A whole spec as text."""
    lines = [*_comments(document.header, ""), *([""] if document.header else [])]
    for number, entry in enumerate(document.root.entries):
        made = list(_entry(entry, "", ((entry.key.text if entry.key else ""),)))
        block = len(made) - len(entry.above) > 1
        if number and (block or entry.gap or _was_block(lines)):
            lines.append("")
        lines += made
    lines += [*([""] if document.footer else []), *_comments(document.footer, "")]
    return "\n".join(lines) + "\n"


def _was_block(lines: list[str]) -> bool:
    return lines[-1].startswith((" ", "#"))


def _comments(found: list[str], pad: str) -> Iterator[str]:
    return (f"{pad}#{one}" for one in found)


def _entry(entry: Entry, pad: str, path: Path) -> Iterator[str]:
    """The lines of an entry whose first line starts at `pad`."""
    yield from _comments(entry.above, pad)
    lead = f"{pad}- " if entry.key is None else f"{pad}{token(entry.key, flow=False)}:"
    lines = _item(entry.value, lead, pad, path) if entry.key is None else _pair(entry.value, lead, pad, path)
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
    elif flow is not None and _is_plain_list(value):
        yield from _wrapped(value, f"{lead} [", pad + "  ")
    else:
        yield lead
        yield from _inside(value, pad + "  ", path)


def _item(value: Tree, lead: str, pad: str, path: Path) -> Iterator[str]:
    """An item of a list: ``lead`` is the dash."""
    if isinstance(value, Word):
        yield from _scalar(value, lead, pad + "  ")
        return
    single = value.entries[0] if value.is_map and len(value.entries) == 1 else None
    if single is not None and single.key is not None and not single.commented:
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
        yield from _entry(entry, pad, path if entry.key is None else (*path, entry.key.text))


def _scalar(word: Word, lead: str, pad: str) -> Iterator[str]:
    if is_literal(word):
        first, *rest = block_lines(word.text, pad)[:-1].split("\n")
        yield f"{lead}{first}"
        yield from rest
    else:
        yield f"{lead}{token(word, flow=False)}".rstrip(" ")


def _is_block(value: Many, path: Path) -> bool:
    """Whether something must be a block: a section, or something that has comments or lines within."""
    if not value.entries:
        return False
    if any(".".join(one) in _BLOCKS for one in (path, (*path[:1], "*", *path[2:]))):
        return True
    return False


def _is_plain_list(value: Many) -> bool:
    return not value.is_map and all(isinstance(one.value, Word) for one in value.entries)


def _flow(value: Tree) -> str | None:
    """The value within brackets; None where it cannot be."""
    if isinstance(value, Word):
        return token(value, flow=True) if fits_flow(value) else None
    parts: list[str] = []
    for entry in value.entries:
        inner = None if entry.commented else _flow(entry.value)
        if inner is None or (entry.key is not None and not fits_flow(entry.key)):
            return None
        if entry.key is not None:
            parts.append(f"{token(entry.key, flow=True)}: {inner}")
        else:
            parts.append(_unwrapped(inner, entry.value))
    return f"{{{', '.join(parts)}}}" if value.is_map else f"[{', '.join(parts)}]"


def _unwrapped(inner: str, value: Tree) -> str:
    """An entry with a single pair stands in a list without braces of its own."""
    if isinstance(value, Many) and value.is_map and len(value.entries) == 1:
        return inner[1:-1]
    return inner


def _wrapped(value: Many, lead: str, pad: str) -> Iterator[str]:
    """A list of scalars over several lines."""
    line = lead
    words = [token(one.value, flow=True) for one in value.entries if isinstance(one.value, Word)]
    for number, word in enumerate(words):
        piece = word + ("," if number < len(words) - 1 else "]")
        if line.strip() and line != lead and width(line) + 1 + width(piece) > COLUMNS:
            yield line
            line = pad + piece
        else:
            line += piece if line == lead else f" {piece}"
    yield line

"""How deep a YAML text is nested, found out without recursion.

libyaml's own composer recurses in C: a text of a few hundred kilobytes can nest so deep that it takes the whole process
down. Its events do not, so where a text could be that deep they are counted first.
"""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs hide it

from difyspec.diagnostics import Finding, finding
from difyspec.source.compose import MAX_DEPTH
from difyspec.source.lines import Lines

_SAFE = 500
# What stands before the first text of a line: blanks and the signs that open a level each.
_LEAD = re.compile(rf"^[ \-?:]{{{_SAFE},}}", re.MULTILINE)


def too_deep(lines: Lines) -> Finding | None:
    """A finding where a text is nested deeper than any declaration; None also where it cannot be read at all."""
    text = lines.text
    if text.count("[") + text.count("{") < _SAFE and _LEAD.search(text) is None:
        return None
    parser: Any = CParser(text)
    depth = 0
    event: Any
    try:
        while (event := parser.get_event()) is not None:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = f"lists and maps are nested more than {MAX_DEPTH} levels deep"
                    start: Any = event.start_mark
                    return finding("D025", lines.span(start.index), message)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError:
        return None  # reading it properly says why
    return None

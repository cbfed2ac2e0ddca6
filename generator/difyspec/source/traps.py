"""What a YAML error most likely comes from: libyaml's words and place turned into cause and remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from difyspec.diagnostics import Finding, finding
from difyspec.source.lines import Lines

_INDENT_TAB = re.compile(r"[ ]*\t")
_DOLLAR = re.compile(r"\$\s*\{")
_STAR_WORD = re.compile(r"(?:^|[:,\[{-])\s*([*&][^\s,\]}]+)")
_KEY = re.compile(r"\s*(?:- +)?[\w./-]+")
_NO_COLON = re.compile(r"\s*(?:- +)?([\w./-]+) +(?=[{\[])")
_CLOSING = {"]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A YAML error: what libyaml said, the offsets of its context and of the problem, and the lines."""

    context: str
    problem: str
    start: int
    offset: int
    lines: Lines

    @property
    def char(self) -> str:
        """The character at the problem; empty at the end."""
        return self.lines.text[self.offset : self.offset + 1]

    @property
    def line_before(self) -> str:
        """The problem's line up to the problem."""
        number, column = self.lines.place(self.offset)
        return self.lines.line(number)[: column - 1]

    @property
    def between(self) -> str:
        """The text from the context to the problem."""
        return self.lines.text[self.start : self.offset]

    @property
    def several_lines(self) -> bool:
        """Whether the context starts on another line."""
        return self.lines.place(self.start)[0] != self.lines.place(self.offset)[0]


def explained(error: yaml.YAMLError, lines: Lines) -> Finding:
    """The finding for an error of libyaml."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return finding("D010", lines.span(0), "the text cannot be read as YAML")
    end = len(lines.text)
    problem = min(error.problem_mark.index, end) if error.problem_mark else 0
    start = min(error.context_mark.index, problem) if error.context_mark else problem
    trouble = Trouble(error.context or "", error.problem or "the text cannot be read", start, problem, lines)
    for trap in TRAPS:
        found = trap(trouble)
        if found is not None:
            return found
    return finding("D010", lines.span(problem), f"this is not YAML: {trouble.problem}")


def tab(t: Trouble) -> Finding | None:
    """Indentation with tabs."""
    first, last = t.lines.place(t.start)[0], t.lines.place(t.offset)[0]
    for number in range(first, last + 1):
        found = _INDENT_TAB.match(t.lines.line(number))
        if found:
            offset = t.lines.start_of(number) + found.end() - 1
            return finding("D011", t.lines.span(offset, offset + 1), "the line is indented with a tab")
    return None


def reserved(t: Trouble) -> Finding | None:
    """A text that starts with a sign YAML keeps for itself."""
    if t.problem != "found character that cannot start any token" and "directive" not in t.context:
        return None
    offset = t.start if "directive" in t.context else t.offset
    sign = t.lines.text[offset : offset + 1]
    return finding("D016", t.lines.span(offset, offset + 1), f"an unquoted text cannot start with `{sign}`")


def star(t: Trouble) -> Finding | None:
    """A pattern that YAML takes for an alias."""
    if "alias" in t.context or "anchor" in t.context:
        before = t.lines.text[max(t.start - 1, 0) : t.start]
        if before == "]":
            return finding("D014", t.lines.span(t.start - 1, t.start), "a bracket stands inside an unquoted text")
        sign = t.lines.text[t.start : t.start + 1]
        kind = "an alias" if sign == "*" else "an anchor"
        return finding(
            "D013", t.lines.span(t.start, t.start + 1), f"a text that starts with `{sign}` is {kind} in YAML"
        )
    if t.problem == "did not find expected key":
        found = _STAR_WORD.search(t.line_before)
        if found:
            offset = t.offset - len(t.line_before) + found.start(1)
            message = f"`{found.group(1)}` is an alias or an anchor in YAML"
            return finding("D013", t.lines.span(offset, offset + len(found.group(1))), message)
    return None


def dollar(t: Trouble) -> Finding | None:
    """``${x}`` inside brackets."""
    found = _DOLLAR.search(t.between + t.char) if "flow" in t.context else None
    if found is None:
        return None
    offset = t.start + found.start()
    return finding(
        "D012", t.lines.span(offset, offset + len(found.group())), "`${` starts a map inside `{ }` and `[ ]`"
    )


def quote(t: Trouble) -> Finding | None:
    """Quotes that do not end, or texts that go on after their end."""
    if "quoted scalar" in t.context:
        if "escape" in t.problem:
            written = t.lines.text[t.offset : t.offset + 2]
            return finding(
                "D019", t.lines.span(t.offset, t.offset + 2), f"`{written}` is no escape in a double-quoted text"
            )
        return finding("D017", t.lines.span(t.start, t.start + 1), "this quote is never closed")
    before = t.lines.text[max(t.offset - 1, 0) : t.offset]
    spaced = t.line_before.rstrip()[-1:]
    goes_on = bool(t.char) and t.problem.startswith("did not find expected") and t.char not in "]},\r\n"
    if goes_on and {before, spaced} & {"'", '"'}:
        return finding("D017", t.lines.span(t.offset), "a quoted text ended here, but its line goes on")
    return None


def colon(t: Trouble) -> Finding | None:
    """``: `` inside an unquoted text."""
    if "flow" in t.context and t.char == ":" and not (t.several_lines and _KEY.fullmatch(t.line_before)):
        return finding("D015", t.lines.span(t.offset, t.offset + 1), "`: ` cannot stand inside an unquoted text")
    if t.problem != "mapping values are not allowed in this context":
        return None
    bare = _NO_COLON.match(t.line_before)
    if bare:
        offset = t.offset - len(t.line_before) + bare.end()
        bracket = t.lines.text[offset]
        message = f"a colon is missing before `{bracket}`"
        return finding("D010", t.lines.span(offset, offset + 1), message, f"Write `{bare[1]}: {bracket}`.")
    if ":" in t.line_before.removeprefix("- ") and re.search(r":\s", t.line_before):
        return finding("D015", t.lines.span(t.offset, t.offset + 1), "`: ` cannot stand inside an unquoted text")
    number = t.lines.place(t.offset)[0]
    above = number - 1
    while above > 1 and not t.lines.line(above).strip():
        above -= 1
    start = t.offset - len(t.line_before.lstrip())
    if ":" in t.lines.line(above):
        message = "the line is indented below a key that has a value already"
        return finding("D018", t.lines.span(start), message)
    place = t.lines.start_of(above) + len(t.lines.line(above)) - len(t.lines.line(above).lstrip())
    return finding("D010", t.lines.span(place), "a colon is missing in this line", "Write `key: value`.")


def bracket(t: Trouble) -> Finding | None:
    """Brackets that do not match or are never closed."""
    if t.char in _CLOSING and "flow" not in t.context:
        return finding("D014", t.lines.span(t.offset, t.offset + 1), f"`{t.char}` closes nothing")
    if "flow" not in t.context:
        return None
    opened = t.lines.text[t.start : t.start + 1]
    here = t.lines.span(t.start, t.start + 1)
    if t.problem == "did not find expected node content":
        what = f"before `{t.char}`" if t.char else "at the end"
        return finding("D014", t.lines.span(t.offset), f"something is missing {what}")
    if t.char in _CLOSING and _CLOSING[t.char] != opened:
        related = [(here, "opened here")]
        place = t.lines.span(t.offset, t.offset + 1)
        return finding("D014", place, f"`{opened}` is closed by `{t.char}`", related=related)
    if t.char in ("[", "{") and t.line_before[-1:].strip():
        place = t.lines.span(t.offset, t.offset + 1)
        return finding("D014", place, f"`{t.char}` stands inside an unquoted text")
    if t.several_lines or not t.char:
        related = [(t.lines.span(t.offset), "noticed here")]
        return finding("D014", here, f"`{opened}` is not closed", related=related)
    return finding("D014", t.lines.span(t.offset), f"a comma or the end of `{opened}` is missing here")


def indentation(t: Trouble) -> Finding | None:
    """Lines that do not belong where they stand."""
    if t.problem == "block sequence entries are not allowed in this context":
        message = "a list starts in the midst of a line"
        return finding("D018", t.lines.span(t.offset), message, "Start the list on a line of its own, or write [a, b].")
    if t.problem == "could not find expected ':'":
        return finding("D010", t.lines.span(t.start), "a colon is missing in this line", "Write `key: value`.")
    if t.problem in ("did not find expected key", "did not find expected '-' indicator"):
        related = [(t.lines.span(t.start), "the lines it would belong to start here")]
        message = "the line does not fit its surroundings"
        return finding("D018", t.lines.span(t.offset), message, related=related)
    return None


TRAPS: tuple[Callable[[Trouble], Finding | None], ...] = (
    tab,
    reserved,
    star,
    dollar,
    quote,
    colon,
    bracket,
    indentation,
)

"""Regular expressions of the subset that is safe to run on names users choose.

Nothing here can take long: what repeats without bound is a single character, at most twice in a pattern, and the number
of ways in which the rest can match is limited. There are no backreferences and no lookaround.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from difyspec.language.expressions.grammar import ExpressionError

MAX_UNBOUNDED = 2
MAX_WAYS = 1000
MAX_DEPTH = 8
MAX_COUNT = 64

_BOUNDS = re.compile(r"\{([0-9]*)(,?)([0-9]*)\}")
_CLASSES = "dwsDWS"
_SPECIAL = r".^$*+?{}[]()|/\-"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a pattern: Python that says the same, in how many ways it can match, whether it is one character."""

    python: str
    ways: int = 1
    single: bool = False


class Regex:
    """Reads one pattern; `offset` is where it stands in the text that findings speak of."""

    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.at = 0
        self.unbounded = 0

    def whole(self) -> Part:
        """The whole pattern; `ExpressionError` if it is not of the subset."""
        part = self._alternatives(0)
        if self.at < len(self.text):
            raise self._wrong(
                "this bracket was never opened",
                self.at,
                1,
                "Remove it, or write `\\)` for the character itself.",
            )
        if part.ways > MAX_WAYS:
            raise self._wrong(
                "this pattern can match in too many ways to be safe",
                0,
                len(self.text),
                "Write several patterns, or one with fewer optional parts.",
            )
        return part

    def _wrong(self, message: str, start: int, length: int = 1, help: str | None = None) -> ExpressionError:
        return ExpressionError(
            message, self.offset + start, self.offset + min(start + length, max(len(self.text), 1)), help
        )

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]

    def _alternatives(self, depth: int) -> Part:
        branches = [self._sequence(depth)]
        while self._next() == "|":
            self.at += 1
            branches.append(self._sequence(depth))
        if len(branches) == 1:
            return branches[0]
        return Part("|".join(one.python for one in branches), sum(one.ways for one in branches))

    def _sequence(self, depth: int) -> Part:
        python, ways = "", 1
        while self._next() not in ("", "|", ")"):
            part = self._repeated(self._atom(depth))
            python, ways = python + part.python, ways * part.ways
        return Part(python, ways)

    def _atom(self, depth: int) -> Part:
        char, start = self._next(), self.at
        self.at += 1
        if char == "(":
            return self._group(start, depth)
        if char == "[":
            return self._class(start)
        if char == "\\":
            return Part(self._escape(start, _CLASSES), single=True)
        if char == "^":
            return Part("^")
        if char == "$":
            return Part(r"\Z")
        if char == ".":
            return Part(".", single=True)
        if char in "*+?{":
            raise self._wrong(f"nothing stands before `{char}` that could be repeated", start)
        if char in "]}/":
            raise self._wrong(
                f"`{char}` is a sign of patterns", start, 1, f"Write `\\{char}` for the character itself."
            )
        return Part(re.escape(char), single=True)

    def _group(self, start: int, depth: int) -> Part:
        if depth >= MAX_DEPTH:
            raise self._wrong(f"brackets are nested more than {MAX_DEPTH} levels deep", start)
        if self.text.startswith("?:", self.at):
            self.at += 2
        elif self._next() == "?":
            raise self._wrong(
                "only `(` and `(?:` can start a group",
                start,
                3,
                "Looking ahead or behind and names of groups are not part of the language.",
            )
        inner = self._alternatives(depth + 1)
        if self._next() != ")":
            raise self._wrong("this bracket is not closed", start, 1, "Add `)`; `\\(` is the character itself.")
        self.at += 1
        return Part(f"(?:{inner.python})", inner.ways)

    def _escape(self, start: int, classes: str) -> str:
        char = self._next()
        self.at += 1
        if char and char in classes:
            return f"\\{char}"
        if char and char in _SPECIAL:
            return re.escape(char)
        if char.isdigit():
            raise self._wrong(
                "references to groups are not part of the language", start, 2, "Write out what may stand there."
            )
        known = "`\\d`, `\\w`, `\\s`, their capitals, and `\\` before a sign such as `.`"
        raise self._wrong(f"`\\{char}` is not part of the language", start, 2, f"There are {known}.")

    def _class(self, start: int) -> Part:
        python = "["
        if self._next() == "^":
            self.at += 1
            python += "^"
        empty = True
        while self._next() != "]":
            if not self._next():
                raise self._wrong("this bracket is not closed", start, 1, "Add `]`; `\\[` is the character itself.")
            python += self._range()
            empty = False
        if empty:
            raise self._wrong("no character stands in these brackets", start, 2)
        self.at += 1
        return Part(f"{python}]", single=True)

    def _range(self) -> str:
        start = self.at
        first = self._member()
        if self._next() != "-" or self.text[self.at + 1 : self.at + 2] in ("]", ""):
            return first
        self.at += 1
        last = self._member()
        low, high = first.removeprefix("\\"), last.removeprefix("\\")
        if {first, last} & {f"\\{one}" for one in _CLASSES}:
            raise self._wrong("a range goes from one character to another", start, self.at - start)
        if high < low:
            raise self._wrong(f"the range `{low}-{high}` ends before it begins", start, self.at - start)
        return f"{first}-{last}"

    def _member(self) -> str:
        char, start = self._next(), self.at
        self.at += 1
        if char == "\\":
            return self._escape(start, _CLASSES)
        if char == "[":
            raise self._wrong("a bracket stands in brackets", start, 1, "Write `\\[` for the character itself.")
        return f"\\{char}" if char in r"^-&~|" else char

    def _repeated(self, part: Part) -> Part:
        sign, start = self._next(), self.at
        if sign not in ("?", "*", "+", "{") or not sign:
            return part
        if part.python in ("^", r"\Z"):
            raise self._wrong("a place cannot be repeated", start)
        if sign == "{":
            part = self._bounded(part, start)
        else:
            self.at += 1
            part = self._optional(part) if sign == "?" else self._endless(part, sign, start)
        if self._next() in ("?", "*", "+", "{") and self._next():
            raise self._wrong("what is repeated already cannot be repeated again", self.at)
        return part

    def _optional(self, part: Part) -> Part:
        return Part(f"{part.python}?", part.ways + 1)

    def _endless(self, part: Part, sign: str, start: int) -> Part:
        if not part.single:
            raise self._wrong(
                f"`{sign}` can only repeat a single character",
                start,
                1,
                "Repeat a character or a class such as `[a-z]+`, or nothing: a repeated group could take very long.",
            )
        self.unbounded += 1
        if self.unbounded > MAX_UNBOUNDED:
            raise self._wrong(
                f"a pattern repeats without end at most {MAX_UNBOUNDED} times",
                start,
                1,
                "Write several patterns, or use a glob, where `*` is always safe.",
            )
        return Part(f"{part.python}{sign}", part.ways)

    def _bounded(self, part: Part, start: int) -> Part:
        match = _BOUNDS.match(self.text, self.at)
        if match is None or not (match[1] or match[3]):
            raise self._wrong("`{` starts a count such as `{2}` or `{1,3}`", start, 1, "Write `\\{` for the character.")
        self.at = match.end()
        length = match.end() - start
        if match[2] and not match[3]:
            return self._endless(part, match.group(), start)
        if not part.single:
            raise self._wrong(
                "a count can only repeat a single character",
                start,
                length,
                "Repeat a character or a class such as `[0-9]{2}`, or write the group as often as it is meant.",
            )
        least, most = int(match[1] or 0), int(match[3] or match[1])
        if most > MAX_COUNT or most < least:
            raise self._wrong(f"a count goes up to {MAX_COUNT}, and its second number is not smaller", start, length)
        return Part(f"{part.python}{{{least},{most}}}", part.ways * (most - least + 1))

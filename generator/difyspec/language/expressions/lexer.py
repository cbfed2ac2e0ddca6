"""From the text of an expression to tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

KEYWORDS = frozenset({"and", "or", "not", "in", "has", "matches", "else", "true", "false"})

_SPACE = re.compile(r"\s*")
_SIGN = re.compile(r"==|!=|>=|<=|=|<|>|!|\||\(|\)|&&?")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WORD = re.compile(r"""[^\s()|=<>!'"&,$\[\]{}]+""")
_REGEX = re.compile(r"/(?:\\.|[^/\\])*/[A-Za-z]*")
_GLOB = re.compile(r"""[^\s()|'"]+""")


class Sort(StrEnum):
    """The sorts of tokens."""

    SIGN = "sign"
    KEYWORD = "keyword"
    NUMBER = "number"
    WORD = "word"
    STRING = "string"
    OTHER = "other"
    OPEN = "open string"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: `text` is what it says (a string without its quotes), the rest where it stands."""

    sort: Sort
    text: str
    start: int
    end: int

    def is_sign(self, *signs: str) -> bool:
        """Whether it is one of these signs."""
        return self.sort is Sort.SIGN and self.text in signs

    @property
    def shown(self) -> str:
        """The token for messages."""
        if self.sort is Sort.END:
            return "the end"
        return f"`'{self.text}'`" if self.sort is Sort.STRING else f"`{self.text}`"


class Lexer:
    """Gives the tokens of a text one after the other, from `start` to `end`."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.text = text
        self.stop = len(text) if end is None else end
        self.at = start
        self.taken = start
        self.token = self._read()

    def take(self) -> Token:
        """The present token; the next one becomes present."""
        taken = self.token
        self.taken = taken.end
        self.token = self._read()
        return taken

    def pattern(self) -> Token:
        """The present token read again as a pattern, in which all signs but spaces and brackets are letters."""
        start = self.token.start
        if self.token.sort in (Sort.STRING, Sort.OPEN, Sort.END):
            return self.take()
        found = _REGEX.match(self.text, start, self.stop) or _GLOB.match(self.text, start, self.stop)
        if found is None:
            return self.take()
        self.at = self.taken = found.end()
        self.token = self._read()
        return Token(Sort.WORD, found.group(), start, found.end())

    def _read(self) -> Token:
        found = _SPACE.match(self.text, self.at, self.stop)
        start = found.end() if found else self.at
        if start >= self.stop:
            self.at = self.stop
            return Token(Sort.END, "", self.stop, self.stop)
        if self.text[start] in "'\"":
            return self._string(start)
        sign = _SIGN.match(self.text, start, self.stop)
        if sign:
            return self._made(Sort.SIGN, start, sign.end())
        word = _WORD.match(self.text, start, self.stop)
        if word is None:
            return self._made(Sort.OTHER, start, start + 1)
        if word.group() in KEYWORDS:
            return self._made(Sort.KEYWORD, start, word.end())
        number = _NUMBER.fullmatch(self.text, start, word.end())
        return self._made(Sort.NUMBER if number else Sort.WORD, start, word.end())

    def _string(self, start: int) -> Token:
        end = self.text.find(self.text[start], start + 1, self.stop)
        if end < 0:
            self.at = self.stop
            return Token(Sort.OPEN, self.text[start : self.stop], start, self.stop)
        self.at = end + 1
        return Token(Sort.STRING, self.text[start + 1 : end], start, end + 1)

    def _made(self, sort: Sort, start: int, end: int) -> Token:
        self.at = end
        return Token(sort, self.text[start:end], start, end)

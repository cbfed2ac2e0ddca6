"""How one scalar is spelt: without quotes where that is safe and means the same, else with them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from difyspec.edit.tree import Word
from difyspec.emit.yaml.ambiguity import is_ambiguous
from difyspec.emit.yaml.scalars import is_block, text_inline
from difyspec.provider.values import Kind, Scalar

# Within brackets these end a text, or some readers think so.
_FLOW_SIGNS = re.compile(r"[,\[\]{}?]")
_SHORT = 40
"""Texts of several lines that are shorter than this are written with escapes, on one line."""

LONGEST_KEY = 1000
"""YAML readers look at most 1024 characters ahead for the colon that makes a text a key."""


def token(word: Word, *, flow: bool) -> str:
    """The scalar on one line."""
    return _plain(word.text, flow) if word.plain else _text(word.text, flow)


@lru_cache(maxsize=1 << 15)
def _text(text: str, flow: bool) -> str:
    made = text_inline(text)
    signed = text[:1] in ("+", "-")
    return quoted(text) if signed or (flow and _FLOW_SIGNS.search(made)) else made


@lru_cache(maxsize=1 << 15)
def _plain(text: str, flow: bool) -> str:
    """A word that has to do without quotes; where it cannot, they change nothing about it."""
    if not text or is_ambiguous(text):
        return text
    body = f"x{text[1:]}" if text[0] in "+-" else text
    safe = text_inline(body) == body and text[1:2] not in ("", " ")
    return text if safe and not (flow and _FLOW_SIGNS.search(text)) else quoted(text)


def quoted(text: str) -> str:
    """A text in quotes in any case."""
    made = text_inline(text)
    return made if made[:1] in ("'", '"') else "'" + text.replace("'", "''") + "'"


def is_literal(word: Word) -> bool:
    """Whether the scalar is written as a block of lines."""
    if "\n" not in word.text or (len(word.text) < _SHORT and not word.literal):
        return False
    return is_block(Scalar(Kind.TEXT, word.text))


def fits_flow(word: Word) -> bool:
    """Whether the scalar can stand within brackets without becoming something else."""
    if word.plain and (not word.text or (word.text[0] in "+-" and _FLOW_SIGNS.search(word.text))):
        return False
    return not is_literal(word) and len(word.text) <= LONGEST_KEY


@lru_cache(maxsize=1 << 15)
def width(text: str) -> int:
    """The columns that a text takes on a screen."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)

"""Keeping credentials out of texts that people and logs see."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

MASK = "***"
LENGTH = 400
"""Longest text shown, in characters."""
_READ = 8000
_RUN = 8
"""A piece of a secret is itself secret from this length on: servers quote keys in part."""

# Compiled when first needed: most processes never show an error.
_NAMED = r"(?i)key|token(?!s)|secret|passw|credential|authori[sz]ation|cookie|signature"
_SHAPES = (
    (r"(?i)\b(Bearer|Basic)\s+[^\s\"',;&<>]+", rf"\1 {MASK}"),
    (r"(?i)\b([\w-]*(?:key|token|secret|password|signature|sig))=[^\s&\"'<>]+", rf"\1={MASK}"),
    (r"://[^\s/@]+@", f"://{MASK}@"),
)


def is_secret(name: str) -> bool:
    """Whether a credential or header of this name is secret, whatever a form says of it."""
    return re.search(_NAMED, name) is not None


def one_line(text: str, length: int = LENGTH) -> str:
    """All white space as single blanks, cut to `length` characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"


@dataclass(frozen=True, eq=False, repr=False)
class Secrets:
    """Texts that must not be shown; nor does this object show them."""

    values: tuple[str, ...] = ()

    def also(self, values: Iterable[str]) -> Secrets:
        """These and more."""
        return Secrets((*self.values, *values))

    def clean(self, text: str, length: int = LENGTH) -> str:
        """`text` on one line, at most `length` characters, with every secret and every longer piece of one masked.

        Also masked is what looks like a credential: bearer tokens, ``key=…`` in URLs, user and password of a URL.
        """
        return one_line(self.mask(" ".join(text[:_READ].split())), length)

    def mask(self, text: str) -> str:
        """The same for a text of any length that keeps its lines."""
        for value in self.values:
            for variant in dict.fromkeys(_variants(value)):
                text = _mask(text, variant)
        for shape, replacement in _SHAPES:
            text = re.sub(shape, replacement, text)
        return text


def _variants(value: str) -> Iterator[str]:
    """The forms in which a server or a library quotes a value."""
    flat = " ".join(value.split())
    if not flat:
        return
    yield flat
    escaped = json.dumps(value)[1:-1]
    quoted = quote(value, safe="")
    yield from (escaped, quoted, quoted.lower(), quote_plus(value), html.escape(value))
    yield base64.b64encode(value.encode("utf-8", "replace")).decode().rstrip("=")


def _mask(text: str, secret: str) -> str:
    if len(secret) < _RUN:
        return re.sub(rf"(?<![A-Za-z0-9]){re.escape(secret)}(?![A-Za-z0-9])", MASK, text)
    pieces = {secret[at : at + _RUN] for at in range(len(secret) - _RUN + 1)}
    shown: list[str] = []
    start = at = 0
    while at <= len(text) - _RUN:
        if text[at : at + _RUN] not in pieces:
            at += 1
            continue
        end = at + _RUN
        while end < len(text) and text[end - _RUN + 1 : end + 1] in pieces:
            end += 1
        shown += (text[start:at], MASK)
        start = at = end
    return "".join((*shown, text[start:]))

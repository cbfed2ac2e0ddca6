"""Keeping credentials out of texts that people and logs see."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

MASK = "***"
LENGTH = 400
"""Longest text shown, in characters."""
_READ = 8000
_RUN = 8
"""A piece of a secret with so many letters and digits is itself secret: servers quote keys in part."""

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

    def clean(self, text: str, length: int = LENGTH) -> str:
        """`text` on one line, at most `length` characters, with every secret and every longer piece of one masked.

        Also masked is what looks like a credential: bearer tokens, ``key=…`` in URLs, user and password of a URL.
        """
        return one_line(self.mask(" ".join(text[:_READ].split())), length)

    def mask(self, text: str) -> str:
        """The same for a text of any length that keeps its lines."""
        runs: set[str] = set()
        for value in self.values:
            flat = " ".join(value.split())
            letters = _letters(value)[0]
            if len(letters) < _RUN:
                text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(flat)}(?![A-Za-z0-9])", MASK, text) if flat else text
                continue
            for form in (letters, *(_letters(form)[0] for form in _written(value))):
                runs.update(form[at : at + _RUN] for at in range(len(form) - _RUN + 1))
        text = _masked(text, runs) if runs else text
        for shape, replacement in _SHAPES:
            text = re.sub(shape, replacement, text)
        return text


def _written(value: str) -> Iterator[str]:
    """The forms, besides itself, in which a server or a library quotes a value; in base64 it may follow anything."""
    quoted = quote(value, safe="")
    yield from (quoted, quote(quoted, safe=""), html.escape(value), json.dumps(value))
    raw = value.encode("utf-8", "replace")
    yield raw.hex()
    yield base64.b64encode(raw).decode()
    for shift in (1, 2):
        yield base64.b64encode(bytes(shift) + raw).decode()[4:-4]


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits of a text in small letters, and where each stands: what is put between them hides no key."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    return "".join([text[at].lower()[0] for at in places]), places


def _masked(text: str, runs: set[str]) -> str:
    letters, places = _letters(text)
    shown: list[str] = []
    start = at = 0
    while at <= len(letters) - _RUN:
        if letters[at : at + _RUN] not in runs:
            at += 1
            continue
        end = at + _RUN
        while end < len(letters) and letters[end - _RUN + 1 : end + 1] in runs:
            end += 1
        shown += (text[start : places[at]], MASK)
        start = places[end - 1] + 1
        at = end
    return "".join((*shown, text[start:]))

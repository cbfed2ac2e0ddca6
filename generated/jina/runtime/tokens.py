"""Counting tokens without a network: real tokenizers where their tables are on this machine, else an estimate."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

type Counter = Callable[[str], int]

LONGEST = 100_000
"""Texts longer than this, in characters, are estimated: a tokenizer would hold up everything else."""

_TABLES = "https://openaipublic.blob.core.windows.net"
# The tables of each encoding, with the sums that tiktoken asks for: a file that differs would be fetched anew.
_FILES: dict[str, tuple[tuple[str, str], ...]] = {
    "gpt2": (
        ("gpt-2/encodings/main/vocab.bpe", "1ce1664773c50f3e0cc8842619a93edc4624525b728b188a9e0be33b7726adc5"),
        ("gpt-2/encodings/main/encoder.json", "196139668be63f3b5d6574427317ae82f612a97c5d1cdaf36ed2256dbf636783"),
    ),
    "o200k_base": (
        ("encodings/o200k_base.tiktoken", "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
    ),
    "cl100k_base": (
        ("encodings/cl100k_base.tiktoken", "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
    ),
}
# Scripts in which a character is about a token: kana, Han, Hangul, and full-width forms.
_WIDE = "[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+"


def counter(name: str) -> Counter:
    """The counter that a spec names: ``gpt2`` or ``tiktoken`` where their tables are here, else `estimate`."""
    if name == "gpt2":
        return _counter("gpt2")
    if name == "tiktoken":
        return _counter("o200k_base", "cl100k_base")
    return estimate


def estimate(text: str) -> int:
    """A quarter of the characters, rounded up; of other scripts than Latin a half, of East Asian ones all of them."""
    if text.isascii():
        return (len(text) + 3) // 4
    narrow = re.sub(_WIDE, "", text)
    plain = len(narrow.encode("ascii", "ignore"))
    return len(text) - len(narrow) + (len(narrow) - plain + 1) // 2 + (plain + 3) // 4


def _counter(*encodings: str) -> Counter:
    def count(text: str) -> int:
        encoding = next((found for name in encodings if (found := _encoding(name)) is not None), None)
        if encoding is None or len(text) > LONGEST:
            return estimate(text)
        return len(encoding.encode(text, disallowed_special=()))

    return count


@cache
def _encoding(name: str) -> Any:
    """tiktoken's encoding if all its tables are on this machine; None otherwise, for as long as the process lives."""
    if not all(_is_here(f"{_TABLES}/{path}", checksum) for path, checksum in _FILES[name]):
        return None
    try:
        import tiktoken

        return tiktoken.get_encoding(name)
    except Exception:  # noqa: BLE001  (an estimate will do, whatever is wrong with the library)
        return None


def _is_here(url: str, checksum: str) -> bool:
    """Whether tiktoken would find a table where it keeps those it fetched."""
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    if folder == "":
        return False
    kept = Path(folder) if folder is not None else Path(tempfile.gettempdir()) / "data-gym-cache"
    file = kept / hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == checksum
    except OSError:
        return False

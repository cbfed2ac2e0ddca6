"""Turning names into words, and lists into sentences."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.diagnostics.wording import joined
from difyspec.provider.texts import Text, english

_CAPITALS = {"api": "API", "url": "URL", "id": "ID", "uid": "UID", "json": "JSON", "tts": "TTS", "ai": "AI"}


def title(name: str) -> str:
    """``max_retries`` → ``Max retries``."""
    words = [_CAPITALS.get(word, word) for word in name.replace("_", " ").replace("-", " ").split()]
    joined = " ".join(words) or name
    return joined[:1].upper() + joined[1:]


def label_of(name: str) -> Text:
    """The label of a thing that has none."""
    return english(title(name))


def listed(names: Iterable[str], most: int = 8) -> str:
    """``a, b and c`` in backticks; the first of many."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > most:
        return f"{', '.join(quoted[:most])}, …"
    return joined(quoted) or "nothing"


def known(names: Iterable[str], what: str) -> str:
    """The help for an unknown name: what there is."""
    found = sorted(names)
    if found:
        return f"Known {what}: {listed(found, 12)}."
    if what.endswith("of this list"):
        return "The list is empty here: first comes the profile, then overrides, then the model's own columns."
    return f"There are no {what} here."

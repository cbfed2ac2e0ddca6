"""Black on generated Python, called only for text that it has not seen yet."""

from __future__ import annotations

from functools import cache

from difyspec.emit.cache import Cache, MemoryCache, key_of

LINE_LENGTH = 120


class Formatter:
    """Lays out Python as black does, each text once.

    `calls` counts how often black itself ran; a run over unchanged specs leaves it at 0. Black is imported at its first
    call.
    """

    def __init__(self, cache: Cache | None = None) -> None:
        self.calls = 0
        self._cache = MemoryCache() if cache is None else cache

    def format(self, text: str) -> str:
        """The text as black lays it out; `ValueError` if it is not Python."""
        key = _key(text)
        known = self._cache.get(key)
        if known is not None:
            return known
        formatted = self._run(text)
        self._cache.put(key, formatted)
        # What black wrote it leaves alone: the entry makes the next run of an emitter that writes it cleanly free, too.
        self._cache.put(_key(formatted), formatted)
        return formatted

    def _run(self, text: str) -> str:
        from black import Mode, format_str
        from black.mode import TargetVersion

        self.calls += 1
        return format_str(text, mode=Mode(target_versions={TargetVersion.PY312}, line_length=LINE_LENGTH))


def _key(text: str) -> str:
    return key_of("black", _black(), str(LINE_LENGTH), text)


@cache
def _black() -> str:
    """The version of black, as its results depend on it."""
    from importlib.metadata import version  # as slow to import as much of this package

    return version("black")

"""Settings as they are written: ``difyspec.toml``, or ``[tool.difyspec]`` in ``pyproject.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from difyspec.checks.codes import severities
from difyspec.diagnostics import Finding, Severity, Span, at, finding, nearest
from difyspec.layout.globs import BadPatternError, sdk_matches
from difyspec.policy.settings import FailOn, Selection, Settings
from difyspec.policy.toml_places import Key, Places, places
from difyspec.source.placed import Placed
from difyspec.source.upward import OWN, SHARED

KEYS = ("select", "extend-select", "ignore", "severity", "per-file-ignores", "fail-on", "baseline")
_TABLE = ("tool", "difyspec")
_SOFTENED = ("D1", "D2", "D3", "D4", "D5")  # some are warnings where a plugin was imported with the defect
_PLACE = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$")
_KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}


@dataclass(frozen=True, slots=True)
class Read:
    """The settings for a folder, what is wrong with them, and the texts that this points into.

    `place` is where they start.
    """

    settings: Settings
    findings: tuple[Finding, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)
    place: Span | None = None


def settings_of(folder: Path, files: Sequence[Placed]) -> Read:
    """The settings for what lies in a folder (an absolute path): of the first file that has some, or the defaults.

    `files` are those that may hold them, nearest first.
    """
    by_path = {one.path: one for one in files}
    for one in files:
        found = _read(one, by_path.get(one.path.with_name(SHARED)) if one.path.name == OWN else None)
        if found is not None:
            return found
    return Read(Settings(folder))


def _read(one: Placed, neighbour: Placed | None) -> Read | None:
    """The settings of one file; None for a ``pyproject.toml`` without any. `neighbour` lies beside it."""
    path, file, text = one.path, one.shown, one.text
    if text is None:
        return Read(Settings(path.parent), one.findings)
    texts = {file: text}
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Read(Settings(path.parent), (_unreadable(file, text, error),), texts)
    prefix: Key = _TABLE if path.name == SHARED else ()
    table = _below(data, prefix)
    if table is None:
        return None
    where = places(file, text)
    reader = _Reader(path.parent, where, prefix)
    settings = reader.settings(table)
    beside = _read(neighbour, None) if neighbour is not None else None
    if beside is not None and beside.place is not None:
        message = f"`[tool.difyspec]` does not count beside `{OWN}`"
        reader.findings.append(finding("D655", beside.place, message))
        texts |= beside.texts
    return Read(settings, tuple(reader.findings), texts, where.keys.get(prefix))


def _below(data: Any, prefix: Key) -> Any:
    for step in prefix:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def _unreadable(file: str, text: str, error: Exception) -> Finding:
    said = str(error) or "it is nested too deep"
    found = _PLACE.search(said)
    line, column = (int(found[1]), int(found[2])) if found and found[1] else (1, 1)
    if found and not found[1]:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    message = _PLACE.sub("", said)
    return finding("D650", at(file, line, column), f"{message[0].lower()}{message[1:]}")


class _Reader:
    """Turns a table into settings; whatever is wrong becomes a finding and counts as left out."""

    def __init__(self, home: Path, where: Places, prefix: Key) -> None:
        self.home = home
        self.where = where
        self.prefix = prefix
        self.findings: list[Finding] = []

    def settings(self, table: Any) -> Settings:
        if not isinstance(table, dict):
            self._wrong((), table, "a table")
            return Settings(self.home)
        for key in table:
            if key not in KEYS:
                place = self.where.keys[(*self.prefix, key)]
                near = nearest(key, KEYS)
                message = f"`{key}` is no setting"
                self.findings.append(finding("D651", place, message, suggestion=near))
        select = self._codes(table, "select") if "select" in table else ()
        more = self._codes(table, "extend-select")
        ignore = self._codes(table, "ignore", against_errors=True)
        baseline = self._text(table, "baseline")
        return Settings(
            self.home,
            (Selection((*select, *more), ignore, closed=isinstance(table.get("select"), list)),),
            (self._severities(table),),
            tuple(self._per_file(table)),
            FailOn(self._word(("fail-on",), table.get("fail-on", "error"), tuple(FailOn)) or "error"),
            self.home / baseline if baseline is not None else None,
        )

    def _codes(self, table: dict[str, Any], *path: str, against_errors: bool = False) -> tuple[str, ...]:
        given = _below(table, path)
        if given is None:
            return ()
        if not isinstance(given, list):
            self._wrong(path, given, 'a list of codes such as `["D92", "D847"]`')
            return ()
        good: list[str] = []
        for number, one in enumerate(given):
            if not isinstance(one, str):
                self._wrong((*path, number), one, "a code such as `D847`, or the beginning of some")
            elif self._code((*path, number), one) and not (against_errors and self._is_error((*path, number), one)):
                good.append(one)
        return tuple(good)

    def _code(self, path: Key, given: str) -> bool:
        if given and any(one.startswith(given) for one in severities()):
            return True
        message = f"no finding has a code that is or starts with `{given}`"
        self.findings.append(finding("D653", self._place(path), message, suggestion=_quoted(given, severities())))
        return False

    def _is_error(self, path: Key, given: str) -> bool:
        """Whether all codes that start so are always errors, which is told."""
        fitting = {code: own for code, own in severities().items() if code.startswith(given)}
        if any(own is not Severity.ERROR or code.startswith(_SOFTENED) for code, own in fitting.items()):
            return False
        self.findings.append(finding("D654", self._place(path), f"`{given}` is an error, and errors always count"))
        return True

    def _severities(self, table: dict[str, Any]) -> dict[str, Severity]:
        given = table.get("severity", {})
        if not isinstance(given, dict):
            self._wrong(("severity",), given, 'a table such as `{D847 = "info"}`')
            return {}
        found: dict[str, Severity] = {}
        for code, level in given.items():
            path = ("severity", code)
            word = self._word(path, level, tuple(Severity))
            if self._known_key(path, code) and word is not None:
                severity = Severity(word)
                if severity is Severity.ERROR or not self._is_error(path, code):
                    found[code] = severity
        return found

    def _known_key(self, path: Key, code: str) -> bool:
        """As `_code`, where the code is a key."""
        good = self._code(path, code)
        if not good:
            said = self.findings.pop()
            self.findings.append(replace(said, span=self.where.keys[(*self.prefix, *path)]))
        return good

    def _per_file(self, table: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
        given = table.get("per-file-ignores", {})
        if not isinstance(given, dict):
            self._wrong(("per-file-ignores",), given, 'a table such as `{"old/**" = ["D92"]}`')
            return []
        found = []
        for pattern in given:
            codes = self._codes(table, "per-file-ignores", pattern, against_errors=True)
            try:
                sdk_matches(pattern.removesuffix("**") + "x" if pattern.endswith("**") else pattern, ())
                found.append((pattern, codes))
            except BadPatternError as error:
                place = self.where.keys[(*self.prefix, "per-file-ignores", pattern)]
                message = f"the pattern `{pattern}` {error}"
                self.findings.append(finding("D652", place, message, "Write a path from here, e.g. `old/**`."))
        return found

    def _text(self, table: dict[str, Any], key: str) -> str | None:
        given = table.get(key)
        if given is not None and not (isinstance(given, str) and given):
            self._wrong((key,), given, "the path of a file")
            return None
        return given

    def _word(self, path: Key, given: Any, words: tuple[str, ...]) -> str | None:
        if isinstance(given, str) and given in words:
            return given
        listed = ", ".join(f"`{one}`" for one in words)
        near = _quoted(given, [str(one) for one in words]) if isinstance(given, str) else None
        message = f"{_path(path)} is one of {listed}, not {_said(given)}"
        self.findings.append(finding("D652", self._place(path), message, suggestion=near))
        return None

    def _wrong(self, path: Key, given: Any, wanted: str) -> None:
        message = f"{_path(path)} is {wanted}, not {_said(given)}"
        self.findings.append(finding("D652", self._place(path), message))

    def _place(self, path: Key) -> Span:
        return self.where.at((*self.prefix, *path))


def _quoted(given: str, candidates: Iterable[str]) -> str | None:
    """The nearest candidate, as TOML writes it."""
    near = nearest(given, candidates)
    return f'"{near}"' if near else None


def _path(path: Key) -> str:
    names = [one for one in path if isinstance(one, str)]
    return f"`{'.'.join(names)}`" if names else "`tool.difyspec`"


def _said(given: Any) -> str:
    return f"`{given}`" if isinstance(given, str) else _KINDS.get(type(given), "a date")

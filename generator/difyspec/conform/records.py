"""Recordings of what a plugin sent and answered: one record a line, as the golden recordings have them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SHAPES: dict[str, type] = {"credentials": dict, "args": dict, "exchanges": list, "outcome": dict}
_NEEDED = ("id", "model_type", "action", "case", "credentials", "args")


class UnreadableError(Exception):
    """A file that holds no recordings; the text is a sentence that says where it stops being one."""


@dataclass(frozen=True, slots=True)
class Record:
    """One case, and what became of it when it was recorded. `data` is the record as it stands in its file.

    `bug` says what is known to be wrong with the recorded plugin here; `bug_scope` in which of request, outcome,
    validation and error-class it shows.
    """

    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The name of the record, such as ``groq/0012``."""
        return str(self.data["id"])

    @property
    def type(self) -> str:
        """The model type, with underscores; ``provider`` for the provider's own credentials."""
        return str(self.data["model_type"])

    @property
    def action(self) -> str:
        """``invoke``, ``validate_model``, ``validate_provider`` or ``custom_schema``."""
        return str(self.data["action"])

    @property
    def case(self) -> str:
        """What the case is about."""
        return str(self.data["case"])

    @property
    def model(self) -> str | None:
        """The model's name, if it is about one."""
        return self.data.get("model")

    @property
    def exchanges(self) -> list[Mapping[str, Any]]:
        """Requests and responses."""
        return list(self.data.get("exchanges") or ())

    @property
    def outcome(self) -> Mapping[str, Any]:
        """The result or the error."""
        return self.data.get("outcome") or {}

    @property
    def unordered(self) -> bool:
        """Whether requests were sent at the same time, so that their order says nothing."""
        return bool(self.data.get("unordered"))

    @property
    def bug(self) -> str | None:
        """The known bug that this record shows."""
        return self.data.get("official_bug")

    @property
    def bug_scope(self) -> tuple[str, ...]:
        """Where the known bug shows."""
        return tuple(self.data.get("bug_scope") or ())


def read(path: Path) -> list[Record]:
    """All records of a file. Raises `UnreadableError`, and `OSError` where the file cannot be opened."""
    with path.open(encoding="utf-8") as lines:
        return list(_records(lines, path.as_posix()))


def _records(lines: Iterable[str], file: str) -> Iterator[Record]:
    try:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _record(line, f"{file}:{number}")
    except UnicodeDecodeError:
        raise UnreadableError(f"{file} is no text.") from None


def _record(line: str, place: str) -> Record:
    try:
        data = json.loads(line)
    except ValueError as error:
        raise UnreadableError(f"{place} is not JSON: {error}.") from None
    missing = [name for name in _NEEDED if not isinstance(data, dict) or name not in data]
    if missing:
        raise UnreadableError(f"{place} is no recorded case: it has no {missing[0]}.")
    wrong = [name for name, shape in _SHAPES.items() if not isinstance(data.get(name, shape()), shape)]
    if wrong:
        raise UnreadableError(f"{place} is no recorded case: its {wrong[0]} are of another kind.")
    if not all(map(_exchange, data.get("exchanges") or ())):
        raise UnreadableError(f"{place} is no recorded case: an exchange lacks its request or response.")
    return Record(data)


def _exchange(told: Any) -> bool:
    """Whether it has a request and a response as recordings write them."""
    if not isinstance(told, dict) or not isinstance(told.get("response"), dict):
        return False
    request = told.get("request")
    return isinstance(request, dict) and all(name in request for name in ("method", "url", "headers", "body"))


@dataclass(frozen=True, slots=True)
class Choice:
    """Which records are replayed. Empty texts choose all; `case` is part of a name."""

    case: str = ""
    action: str = ""
    type: str = ""
    skip_bugs: bool = False

    def takes(self, record: Record) -> bool:
        """Whether a record is replayed."""
        return (
            self.case in record.case
            and self.action in ("", record.action)
            and self.type.replace("-", "_") in ("", record.type)
            and not (self.skip_bugs and record.bug)
        )


def text(records: Iterable[Record]) -> str:
    """Records as a file has them."""
    return "".join(json.dumps(one.data, ensure_ascii=False, separators=(",", ":")) + "\n" for one in records)

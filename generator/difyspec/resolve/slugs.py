"""File names for models."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

_ODD = re.compile(r"[^a-z0-9._-]+")
_TAKEN = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


class FileRule(StrEnum):
    """How files are named: a name that every system can hold, or the id itself with ``-`` for ``/``."""

    SLUG = "slug"
    ID = "id"


def slug(text: str) -> str:
    """A file name without ending that every system can hold: small letters, digits, ``.``, ``_`` and ``-``."""
    plain = _ODD.sub("-", text.casefold()).strip("-_.") or "model"
    # Windows keeps some names to itself; the SDK takes files that end like this for position files.
    return f"{plain}-model" if _TAKEN.fullmatch(plain.split(".")[0]) or plain.endswith("_position") else plain


def file_names(ids: Sequence[str], given: Sequence[str | None], rule: FileRule = FileRule.SLUG) -> list[str]:
    """A file for each model: the one given, else one by the rule, which tries longer names and numbers until it is new.

    A model keeps its file when others are added behind it.
    """
    taken = {name.casefold() for name in given if name is not None}
    files: list[str] = []
    for model, own in zip(ids, given, strict=True):
        name = own if own is not None else f"{_free(_stems(model, rule), taken)}.yaml"
        taken.add(name.casefold())
        files.append(name)
    return files


def _stems(model: str, rule: FileRule) -> list[str]:
    """What a file may be called, best first."""
    if rule is FileRule.ID:
        return [model.replace("/", "-")]
    return [slug(model.rsplit("/", 1)[-1]), slug(model)]


def _free(stems: list[str], taken: set[str]) -> str:
    name = next((one for one in stems if f"{one}.yaml".casefold() not in taken), None)
    number = 2
    while name is None:
        numbered = f"{stems[-1]}-{number}"
        name = numbered if f"{numbered}.yaml".casefold() not in taken else None
        number += 1
    return name

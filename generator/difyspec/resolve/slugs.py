"""File names for models."""

from __future__ import annotations

import re

_ODD = re.compile(r"[^a-z0-9._-]+")
_TAKEN = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


def slug(text: str) -> str:
    """A file name without ending that every system can hold: small letters, digits, ``.``, ``_`` and ``-``."""
    plain = _ODD.sub("-", text.casefold()).strip("-_.") or "model"
    # Windows keeps some names to itself; the SDK takes files that end like this for position files.
    return f"{plain}-model" if _TAKEN.fullmatch(plain.split(".")[0]) or plain.endswith("_position") else plain


def file_names(ids: list[str], given: dict[str, str]) -> dict[str, str]:
    """A file for each model: the one given, else the last part of its id, else all of it, else with a number.

    A model keeps its file when others are added behind it.
    """
    taken = {name.casefold() for name in given.values()}
    files: dict[str, str] = {}
    for model in ids:
        if model in given:
            files[model] = given[model]
            continue
        short, long = slug(model.rsplit("/", 1)[-1]), slug(model)
        number = 2
        name = next((one for one in (short, long) if f"{one}.yaml" not in taken), None)
        while name is None:
            name = f"{long}-{number}" if f"{long}-{number}.yaml" not in taken else None
            number += 1
        files[model] = f"{name}.yaml"
        taken.add(f"{name}.yaml")
    return files

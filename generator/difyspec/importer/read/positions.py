"""Position files: which models are listed, and in which order they come."""

from __future__ import annotations

import re
from dataclasses import replace

from difyspec.importer.read.data import texts_of
from difyspec.provider.models import Model
from difyspec.source import Node


def position(node: Node) -> tuple[str, ...] | None:
    """The ids of a position file; None if it is no list of texts."""
    found = texts_of(node)
    return found if found is None or all(found) else None


def arranged(models: list[Model], ids: tuple[str, ...] | None) -> tuple[Model, ...]:
    """The models in the order of the position file, those it does not name behind them in the order of their files.

    Of several models with one id the first counts as the one that is named. Without a position file all are listed.
    """
    models = sorted(models, key=lambda one: (_natural(one.file), one.file))
    if ids is None:
        return tuple(models)
    places: dict[str, int] = {}
    for place, id_ in enumerate(ids):
        places.setdefault(id_, place)
    listed: dict[int, Model] = {}
    others: list[Model] = []
    for model in models:
        at = places.get(model.id)
        if at is None or at in listed:
            others.append(replace(model, listed=False))
        else:
            listed[at] = model
    return (*(listed[place] for place in sorted(listed)), *others)


def _natural(file: str) -> tuple[tuple[int, str], ...]:
    """``gpt-9`` before ``gpt-10``."""
    parts = re.split(r"([0-9]{1,18})", file.casefold())
    return tuple((int(part), "") if part.isdecimal() and part.isascii() else (-1, part) for part in parts)

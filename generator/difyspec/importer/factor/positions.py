"""Position files: what differs from the order of the models."""

from __future__ import annotations

from difyspec.importer.factor.changes import Change, list_changes
from difyspec.importer.factor.spelling import mapping, plain, words
from difyspec.provider.models import Catalogue
from difyspec.provider.values import Data, DataList, DataMap, Scalar, text


def is_whole(catalogue: Catalogue) -> bool:
    """Whether the position file is written in full, since too much of it does not follow from the models."""
    if catalogue.position is None:
        return False
    made = _changes(catalogue)
    return made is None or 2 * len(made) > len(catalogue.position)


def position(catalogue: Catalogue) -> Data | None:
    """The key ``position``: None where the order of the models is that of the file."""
    if catalogue.position is None:
        return None
    if is_whole(catalogue) or not catalogue.predefined:
        return words(_ids(catalogue))
    made = _changes(catalogue) or ()
    items: list[Data] = []
    for one in made:
        place = mapping((("after", _text(one.after)), ("before", _text(one.before))))
        name = f"+{one.name}" if one.added else f"-{one.name}"
        items.append(DataMap(((name, place),)) if place.entries else plain(name))
    return DataList(tuple(items)) if items else None


def _text(name: str | None) -> Scalar | None:
    return None if name is None else text(name)


def _ids(catalogue: Catalogue) -> list[str]:
    return [one.text for one in catalogue.position or () if isinstance(one, Scalar)]


def _changes(catalogue: Catalogue) -> tuple[Change, ...] | None:
    return list_changes([one.id for one in catalogue.predefined if one.listed], _ids(catalogue))

"""Models as the columns of a spec, and what is left of them over a profile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from difyspec.importer.factor.lists import Book, Columns, feature_columns, parameter_columns
from difyspec.importer.factor.parameters import Parameter
from difyspec.provider.values import FALSE, TRUE, Data, DataList, Kind, Scalar, text

NO_LABEL = Scalar(Kind.NULL, "no label")
"""Stands for a label that was taken away."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A model or a profile. `values` are the columns with a single value; a `label` of `NO_LABEL` is none at all."""

    values: Mapping[str, Data] = field(default_factory=dict, hash=False)
    features: tuple[str, ...] | None = None
    parameters: tuple[Parameter, ...] | None = field(default=None, hash=False)


EMPTY = Shape()


def over(target: Shape, base: Shape, book: Book, label: Data | None = None) -> Columns:
    """The columns that make the target of the base. `label` is what the target's label is without saying so."""
    columns: list[tuple[str, Data]] = []
    gone: list[str] = []
    for name, value in target.values.items():
        if base.values.get(name) == value:
            continue
        if value == NO_LABEL:
            gone.append(name)
        else:
            columns.append((name, value))
    for name in base.values:
        if name not in target.values:
            _undone(name, columns, gone, label)
    if target.features is None and base.features is not None:
        gone.append("features")
    if target.parameters is None and base.parameters is not None:
        gone.append("parameters")
    columns += feature_columns(target.features, base.features)
    columns += parameter_columns(target.parameters, base.parameters, book)
    if gone:
        columns.append(("unset", DataList(tuple(text(name) for name in gone))))
    return tuple(columns)


def _undone(name: str, columns: list[tuple[str, Data]], gone: list[str], label: Data | None) -> None:
    """What takes back a column that the base has and the target has not."""
    if name == "listed":
        columns.append((name, TRUE))
    elif name == "label" and label is not None:
        columns.append((name, label))
    else:
        gone.append(name)


def listed_column(*, listed: bool) -> Data | None:
    """The column ``listed``, which only says no."""
    return None if listed else FALSE

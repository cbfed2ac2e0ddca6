"""Which files of a type the provider's YAML names, and what its position file says."""

from __future__ import annotations

from dataclasses import dataclass, replace

from difyspec.diagnostics import Span
from difyspec.language import Entries, Entry
from difyspec.language.models.catalogue import Catalogue, Position
from difyspec.provider.models import Model, ModelType
from difyspec.provider.values import Data, text
from difyspec.resolve.context import Context


@dataclass(frozen=True, slots=True)
class FileLists:
    """The content of the position file (None: there is none), its path in the provider's YAML, and paths of models."""

    position: tuple[Data, ...] | None
    position_path: str | None
    paths: tuple[str, ...]


def file_lists(written: Catalogue, predefined: tuple[Model, ...], type_: ModelType, context: Context) -> FileLists:
    """What follows from the models, and what was written instead."""
    folder = f"models/{type_.folder}"
    gone = {one.value for one in written.unset or ()}
    order = _order(written.position, predefined, context)
    paths = tuple(one.value for one in written.predefined_paths or ())
    if context.explicit:
        paths = paths or tuple(f"{folder}/{model.file}" for model in predefined)
        here = bool(order) and "position" not in gone
    else:
        usual = written.predefined is not None and "predefined_paths" not in gone
        paths = paths or ((f"{folder}/*.yaml",) if usual else ())
        here = (bool(predefined) or written.position is not None) and "position" not in gone
    path = written.position_path
    if path is None and here and "position_path" not in gone:
        path = f"{folder}/_position.yaml"
    if context.explicit and here and path is not None and not written.predefined_paths:
        paths = (*paths, path)  # the SDK takes the order from a file that it loads, and does not look at `position`
    return FileLists(tuple(text(one) for one in order) if here else None, path, paths)


def marked(models: tuple[Model, ...], written: Catalogue, position: tuple[Data, ...] | None) -> tuple[Model, ...]:
    """The models, listed if a position file that is written in full names them; of equal names the first."""
    if written.position is None or written.position.changes or position is None:
        return models
    names = {one.name for one in written.position}
    first: dict[str, int] = {}
    for place, model in enumerate(models):
        first.setdefault(model.id, place)
    return tuple(
        replace(model, listed=model.id in names and first[model.id] == place) for place, model in enumerate(models)
    )


def _order(written: Entries[Position] | None, predefined: tuple[Model, ...], context: Context) -> list[str]:
    derived = [model.id for model in predefined if model.listed]
    if written is None:
        return derived
    ids = {model.id for model in predefined}
    for one in written:
        if one.name not in ids and one.sign != "-" and context.explicit:
            context.unknown("D418", one.name_span, f"there is no model `{one.name}`", one.name, ids, "models")
    return _changed(derived, written, context) if written.changes else [one.name for one in written]


def _changed(order: list[str], changes: Entries[Position], context: Context) -> list[str]:
    for one in changes:
        if one.sign == "-":
            if one.name in order:
                order.remove(one.name)
            else:
                _missing(one.name, one.name_span, order, context)
            continue
        order.insert(_place(one, order, context), one.name)
    return order


def _place(one: Entry[Position], order: list[str], context: Context) -> int:
    for name, offset, key in ((one.body.after, 1, "after"), (one.body.before, 0, "before")):
        if name is not None:
            if name in order:
                return order.index(name) + offset
            _missing(name, one.body.span(key), order, context)
    return len(order)


def _missing(name: str, span: Span, order: list[str], context: Context) -> None:
    message = f"the position file does not list `{name}`"
    context.unknown("D402", span, message, name, order, "names of this list")

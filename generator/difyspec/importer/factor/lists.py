"""Features and parameters of a model: whole lists or changes, whichever is shorter, and what is adjusted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from difyspec.importer.factor.changes import Change, list_changes
from difyspec.importer.factor.cost import entry as entry_size
from difyspec.importer.factor.parameters import TEXTS, Parameter, changes
from difyspec.importer.factor.spelling import entry, plain, words
from difyspec.provider.values import Data, DataList, DataMap, Kind, Scalar, text

type Columns = tuple[tuple[str, Data], ...]
type Book = Mapping[str, Mapping[str, Data]]
"""The attributes of definitions by key."""

_LIMITS = ("default", "max", "min")
MOST_CHANGES = 4
"""More changes than this are harder to follow than a whole list."""


def feature_columns(target: tuple[str, ...] | None, base: tuple[str, ...] | None) -> Columns:
    """The column ``features`` over what is inherited."""
    if target is None or target == base:
        return ()
    whole = words(target)
    made = None if base is None else list_changes(base, target)
    if made is None or not 0 < len(made) <= MOST_CHANGES:
        return (("features", whole),)
    changed = DataList(tuple(_signed(one, DataMap(())) for one in made))
    return (("features", _shorter(whole, changed)),)


def _signed(change: Change, more: DataMap) -> Data:
    if not change.added:
        return plain(f"-{change.name}")
    place = [
        (key, text(name)) for key, name in (("after", change.after), ("before", change.before)) if name is not None
    ]
    body = DataMap((*place, *more.entries))
    return DataMap(((f"+{change.name}", body),)) if body.entries else plain(f"+{change.name}")


def _shorter(whole: Data, changed: Data) -> Data:
    return changed if entry_size("", changed) < entry_size("", whole) else whole


def parameter_columns(target: tuple[Parameter, ...] | None, base: tuple[Parameter, ...] | None, book: Book) -> Columns:
    """The columns ``parameters``, ``adjust`` and ``max_tokens`` over what is inherited."""
    if target is None:
        return ()
    whole = _whole(target, book)
    if base is None:
        return whole
    changed = _changed(target, base, book)
    return changed if changed is not None and _size(changed) <= _size(whole) else whole


def _size(columns: Columns) -> int:
    return sum([entry_size(name, value) + 2 for name, value in columns])


def _whole(target: tuple[Parameter, ...], book: Book) -> Columns:
    """The list in full, every parameter over its definition."""
    limited = _limited(target)
    items: list[Data] = []
    limits: Data | None = None
    for one in target:
        body = changes(one.attributes, book[one.key])
        if one is limited:
            body, limits = _split(body)
        items.append(entry(one.key, body))
    return (("parameters", DataList(tuple(items))), *((("max_tokens", limits),) if limits is not None else ()))


def _limited(target: Sequence[Parameter]) -> Parameter | None:
    """The one parameter whose limits ``max_tokens`` states."""
    built = [one for one in target if one.template == "max_tokens"]
    return built[0] if len(built) == 1 else None


def _split(body: DataMap) -> tuple[DataMap, Data | None]:
    """What stands with the parameter itself, and the value of ``max_tokens``."""
    limits = {name: value for name, value in body.entries if name in _LIMITS and _is_number(value)}
    rest = DataMap(tuple(one for one in body.entries if one[0] not in limits))
    if not limits:
        return rest, None
    if limits.keys() == {"max"}:
        return rest, limits["max"]
    return rest, DataMap(tuple((name, limits[name]) for name in _LIMITS if name in limits))


def _is_number(value: Data) -> bool:
    return isinstance(value, Scalar) and value.kind in (Kind.INT, Kind.FLOAT)


def _changed(target: tuple[Parameter, ...], base: tuple[Parameter, ...], book: Book) -> Columns | None:
    """Changes to the list and adjustments of what stays in it."""
    before = {one.name: one for one in base}
    kept = {one.name for one in target if (old := before.get(one.name)) is not None and stays(one, old)}
    made = list_changes(_tokens(base, kept), _tokens(target, kept))
    if made is None or len(made) > MOST_CHANGES:
        return None
    after = {_token(one, kept): one for one in target}
    items = [_listed(one, after, book) for one in made]
    added = {change.name for change in made if change.added}
    limited = _limited(target)
    limits: Data | None = None
    adjusted: list[tuple[str, Data]] = []
    for one in target:
        if _token(one, kept) in added:
            continue
        body = changes(one.attributes, before[one.name].attributes)
        if one is limited:
            body, limits = _split(body)
        if body.entries:
            adjusted.append((one.name, body))
    columns: list[tuple[str, Data]] = []
    if items:
        columns.append(("parameters", DataList(tuple(items))))
    if adjusted:
        columns.append(("adjust", DataMap(tuple(adjusted))))
    if limits is not None:
        columns.append(("max_tokens", limits))
    return tuple(columns)


def stays(target: Parameter, base: Parameter) -> bool:
    """Whether a parameter is the same one, with other values at most; texts are changed by another definition."""
    if target.template != base.template:
        return False
    return target.key == base.key or all(target.attributes.get(name) == base.attributes.get(name) for name in TEXTS)


def _token(one: Parameter, kept: set[str]) -> str:
    """What tells parameters apart: one that does not stay is another one."""
    return one.name if one.name in kept else f"{one.name} {one.key} {one.template}"


def _tokens(parameters: Sequence[Parameter], kept: set[str]) -> list[str]:
    return [_token(one, kept) for one in parameters]


def _listed(change: Change, after: Mapping[str, Parameter], book: Book) -> Data:
    if not change.added:
        return plain(f"-{_name(change.name)}")
    one = after[change.name]
    places = Change(one.key, added=True, after=_named(change.after), before=_named(change.before))
    return _signed(places, changes(one.attributes, book[one.key]))


def _name(token: str) -> str:
    return token.split(" ", maxsplit=1)[0]


def _named(token: str | None) -> str | None:
    return None if token is None else _name(token)

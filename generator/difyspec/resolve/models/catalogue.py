"""All models of one type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from difyspec.language import Entries, Entry
from difyspec.language.models.catalogue import Catalogue as Written
from difyspec.language.models.columns import Model as WrittenModel
from difyspec.provider.entities import rule_type
from difyspec.provider.models import Catalogue, Model, ModelType, ParameterRule, Profile
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import FLAG, NUMBER, TEXT, Shape, Sort, merged
from difyspec.resolve.models.attributes import all_layers, type_of
from difyspec.resolve.models.compose import applied
from difyspec.resolve.models.covered import check_covered
from difyspec.resolve.models.custom import Composed, custom_model
from difyspec.resolve.models.custom_rules import by_name, unchecked
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.file_lists import file_lists, marked
from difyspec.resolve.models.files import Places, files_of
from difyspec.resolve.models.like import copied_model
from difyspec.resolve.models.modes import check_modes
from difyspec.resolve.models.overrides import check_overrides
from difyspec.resolve.models.predefined import Shared, model_of
from difyspec.resolve.models.prices import UNREAD
from difyspec.resolve.models.profiles import steps
from difyspec.resolve.models.rules import Rule
from difyspec.resolve.models.state import State
from difyspec.resolve.names import Names
from difyspec.resolve.slugs import FileRule


@dataclass(frozen=True, slots=True)
class Resolved:
    """The models of a type; `shapes` is what reading each parameter that one of them has comes to."""

    catalogue: Catalogue
    shapes: dict[str, Shape]


def resolve_models(type_: ModelType, written: Written, names: Names, context: Context) -> Resolved:
    """The catalogue of one type."""
    languages: tuple[str, ...] = ("en_US",)
    if written.label_languages is not None:
        languages = tuple(one.value for one in written.label_languages)
    basis = UNREAD if "pricing" in written.broken else written.pricing
    shared = Shared(type_, written.profiles, written.overrides or (), basis, languages, names, context)
    _unique(written.predefined, written.base, context)
    check_modes(written, shared)
    predefined, kept = _declared(written, shared)
    base = _models(list(written.base or ()), shared)
    custom = _custom(written, base or predefined, shared)
    models = (*predefined, *base)
    open_ended = written.custom is not None and written.custom.like is None
    check_overrides(shared.overrides, tuple(one.id for one in models), open_ended, type_, names, context)
    bodies = (*(written.predefined or ()), *(written.base or ()), *(written.kept or ()))
    own = ((entry.name, entry.body) for entry in bodies)
    check_covered(shared.overrides, own, written.custom, type_, names, context)
    profiles = tuple(_profiles(shared))
    read = [(rule.name, shape_of_rule(rule)) for model in models for rule in model.parameters or ()]
    read += [(rule.name, _shape(rule)) for rule in (custom.state.rules or () if custom else ())]
    shapes: dict[str, Shape] = {}
    for name, shape in read:
        shapes[name] = merged(shapes.get(name), shape)
    lists = file_lists(written, predefined, type_, context)
    catalogue = Catalogue(
        type_,
        marked(predefined, written, lists.position),
        base,
        custom.model if custom else None,
        profiles,
        lists.position,
        lists.position_path,
        lists.paths,
        kept,
    )
    return Resolved(catalogue, shapes)


def _declared(written: Written, shared: Shared) -> tuple[tuple[Model, ...], tuple[Model, ...]]:
    """The predefined models, and those that are only kept; all of them have files of their own."""
    predefined, kept = list(written.predefined or ()), list(written.kept or ())
    if shared.context.explicit:
        predefined = list(_first(predefined))
    files = files_of([*predefined, *kept], FileRule(written.file_names or FileRule.SLUG), shared.context)
    models = tuple(model_of(*one, shared) for one in zip([*predefined, *kept], files, strict=True))
    places = Places(shared.context)
    for entry, model in zip([*predefined, *kept], models, strict=True):
        places.take(model.file, model.id, entry.name_span)
    return models[: len(predefined)], models[len(predefined) :]


def _models(entries: list[Entry[WrittenModel]], shared: Shared) -> tuple[Model, ...]:
    """Models without files of their own."""
    once = list(_first(entries))
    files = files_of(once, FileRule.SLUG, shared.context)
    return tuple(model_of(entry, file, shared) for entry, file in zip(once, files, strict=True))


def _first(entries: list[Entry[WrittenModel]]) -> Iterator[Entry[WrittenModel]]:
    """Each model once."""
    seen: set[str] = set()
    for entry in entries:
        if entry.name not in seen:
            seen.add(entry.name)
            yield entry


def _unique(predefined: Entries[WrittenModel] | None, base: Entries[WrittenModel] | None, context: Context) -> None:
    for entries in (predefined, base):
        first: dict[str, Entry[WrittenModel]] = {}
        for entry in entries or ():
            before = first.setdefault(entry.name, entry)
            if before is not entry:
                message = f"the model `{entry.name}` is listed twice"
                context.say("D414", entry.name_span, message, related=[(before.name_span, "the first time")])


def _custom(written: Written, bases: tuple[Model, ...], shared: Shared) -> Composed | None:
    if written.custom is None:
        return None
    if written.custom.like is not None:
        return copied_model(written.custom, bases, shared)
    return custom_model(written.custom, shared)


def _profiles(shared: Shared) -> Iterator[Profile]:
    """The profiles with the parameters of their models, as far as nothing depends on the model."""
    env = Env(shared.type, None, shared.names, shared.context)
    for entry in shared.profiles or ():
        shared.context.place(entry.name_span, "profiles", shared.type.value, entry.name)
        state = State()
        for step in steps(entry.name, entry.name_span, shared.profiles, shared.context):
            state = applied(state, step, None, env)
        rules = by_name(state.rules or (), env)
        yield Profile(entry.name, tuple(unchecked(rule, env).rule for rule in rules))


def shape_of_rule(rule: ParameterRule) -> Shape:
    """What reading a parameter comes to."""
    return _of_type(rule_type(rule).value, tuple(one.text for one in rule.options or ()))


def _shape(rule: Rule) -> Shape:
    options = all_layers(rule, True).get("options", ())
    texts = dict.fromkeys(one.text for layer in options for one in layer.value or ())
    return _of_type(type_of(rule), tuple(texts))


def _of_type(type_: str | None, options: tuple[str, ...]) -> Shape:
    if type_ in ("int", "float"):
        return NUMBER
    if type_ in ("boolean", "bool"):
        return FLAG
    return Shape(Sort.SELECT, options) if options else TEXT

"""What a path comes to at a place, or why it cannot be read there."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language.positions import FEATURES
from difyspec.provider import vocabulary
from difyspec.provider.expressions import Path, Root
from difyspec.provider.models import ModelType
from difyspec.provider.values import Kind
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import ANY, FLAG, LIST, NUMBER, TEXT, Shape, Sort
from difyspec.resolve.expressions.where import Where
from difyspec.resolve.names import FormField, Names, fact_shape
from difyspec.resolve.words import listed

PROPERTIES: dict[str, Shape] = {
    **{name: NUMBER if kind is Kind.INT else TEXT for name, kind in vocabulary.PROPERTIES.items() if kind is not None},
    "mode": Shape(Sort.SELECT, vocabulary.MODES),
    "features": Shape(Sort.LIST, FEATURES),
}

FEATURES_OF_MODEL = Path(Root.MODEL, "features")
"""What is known of a model once it is described."""

_ANY_CALL = {"model": TEXT, "user": TEXT, "app_id": TEXT}
SLOTS: dict[ModelType, dict[str, Shape]] = {
    ModelType.LLM: {**_ANY_CALL, "stream": FLAG},
    ModelType.TEXT_EMBEDDING: {
        **_ANY_CALL,
        "input_type": Shape(Sort.SELECT, ("document", "query")),
        "multimodal": FLAG,
        "items": LIST,
        "item": TEXT,
    },
    ModelType.RERANK: {**_ANY_CALL, "multimodal": FLAG, "query": TEXT, "items": LIST, "top_n": NUMBER},
    ModelType.SPEECH2TEXT: _ANY_CALL,
    ModelType.TTS: {**_ANY_CALL, "text": TEXT, "voice": TEXT, "format": TEXT},
    ModelType.MODERATION: {**_ANY_CALL, "items": LIST},
}
_DESCRIBED = frozenset({"items", "item", "query", "top_n", "text", "voice", "format"})
"""What only a description of a request can read: elsewhere it is not known yet, or no longer."""
_ERROR = {"status": NUMBER, "code": ANY, "message": TEXT}


def shape_of(path: Path, span: Span, where: Where, names: Names, context: Context) -> Shape | None:
    """What a path comes to; None after a finding."""
    if path.root not in where.roots:
        roots = listed(root.value for root in Root if root in where.roots)
        message = f"`{path.root}` cannot be read {where.words}"
        context.say("D212", span, message, f"Readable here: {roots}.")
        return None
    match path.root:
        case Root.CRED:
            return _credential(path.name or "", span, where, names, context)
        case Root.DISCOVERED:
            return _fact(path.name or "", span, where, names, context)
        case Root.PARAM | Root.GIVEN:
            return _slot(path, span, names.parameters_of(where.types), "D202", "parameters", context)
        case Root.MODEL:
            return TEXT if path.name is None else _of_model(path, span, where, context)
        case Root.CALL:
            return _of_call(path, span, where, context)
        case Root.ERROR:
            return _slot(path, span, _ERROR, "D210", "values of a failure", context)
        case Root.ITEM:
            return ANY
        case Root.VOICE:
            return TEXT


def _of_model(path: Path, span: Span, where: Where, context: Context) -> Shape | None:
    if path == FEATURES_OF_MODEL and Root.CALL not in where.roots:
        message = f"`model.features` cannot be read {where.words}"
        context.say("D212", span, message, "Only what is sent can depend on what a model can do.")
        return None
    return _slot(path, span, PROPERTIES, "D210", "properties of models", context)


def _of_call(path: Path, span: Span, where: Where, context: Context) -> Shape | None:
    known = _slots(where)
    if path.name in _DESCRIBED and path.name in known and not where.described:
        message = f"`{path.root}.{path.name}` cannot be read {where.words}"
        context.say("D212", span, message, "Only `request` and `each` of `protocol: json` can read it.")
        return None
    return _slot(path, span, known, "D210", "values of a call", context)


def _slots(where: Where) -> dict[str, Shape]:
    """What every call of the types has; of several types, what all of them have."""
    if where.types and len(where.types) == 1:
        return SLOTS[where.types[0]]
    if len(where.types) == len(SLOTS) and Root.ITEM in where.roots:
        return {name: shape for slots in SLOTS.values() for name, shape in slots.items()}
    return _ANY_CALL


def _slot(path: Path, span: Span, known: dict[str, Shape], code: str, what: str, context: Context) -> Shape | None:
    found = known.get(path.name or "")
    if found is None:
        message = f"there is no `{path.root}.{path.name}` here" if path.name else f"`{path.root}` alone is no value"
        context.unknown(code, span, message, path.name or "", known, what)
    return found


def _credential(name: str, span: Span, where: Where, names: Names, context: Context) -> Shape | None:
    found = names.fields.get(name, [])
    names.use("cred", name)
    if not found and name in names.unclear:
        return ANY
    if not found:
        if not _forms_broken(context):
            message = f"no form has a field `{name}`"
            names.use("cred", context.unknown("D204", span, message, name, names.fields, "fields"))
        return None
    seen = [one for one in found if any(one.seen_by(type_) for type_ in where.types)]
    if not seen:
        types = listed(type_.value for type_ in where.types)
        related = [(one.span, "only these types have it") for one in found]
        context.say("D216", span, f"the form of {types} has no field `{name}`", related=related)
    return _merged(seen or found)


def _forms_broken(context: Context) -> bool:
    """Whether the forms could not be read, so that every name would seem to be missing."""
    document = context.document
    forms = document.credentials
    return bool(document.broken & {"credentials", "fields"} or (forms is not None and forms.broken))


def _merged(fields: list[FormField]) -> Shape:
    """Fields of one name in several forms: of one sort, with the options of all."""
    first = fields[0].shape
    if any(one.shape.sort is not first.sort for one in fields):
        return ANY
    options = tuple(dict.fromkeys(option for one in fields for option in one.shape.options))
    same = all(one.shape.default == first.default for one in fields)
    return Shape(first.sort, options, first.toggle, first.default if same else None)


def _fact(name: str, span: Span, where: Where, names: Names, context: Context) -> Shape | None:
    names.use("discovered", name)
    if not where.testing:
        names.use("called", name)
    fact = names.facts.get(name)
    if fact is None:
        if "discover" not in context.document.broken:
            message = f"`discover` has no fact `{name}`"
            names.use("discovered", context.unknown("D205", span, message, name, names.facts, "facts"))
        return None
    if fact.model_types and not any(type_.value in fact.model_types for type_ in where.types):
        types = listed(type_.value for type_ in where.types)
        context.say("D216", span, f"models of the type {types} have no fact `{name}`", f"Add {types} to its `for`.")
    return fact_shape(fact)

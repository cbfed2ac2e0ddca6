"""The section ``validation``: how credentials are tested."""

from __future__ import annotations

from dataclasses import replace

from difyspec.diagnostics import Span
from difyspec.language import Located
from difyspec.language.habits import guess
from difyspec.language.models.discover import Discovery as WrittenDiscovery
from difyspec.language.models.restriction import Restriction
from difyspec.language.models.validation import Attempt as WrittenAttempt
from difyspec.language.models.validation import (
    LlmValidation,
    ModelValidation,
    ProviderValidation,
    RerankValidation,
    TextValidation,
)
from difyspec.language.models.validation import TypeValidation as Written
from difyspec.language.models.validation import Validation as WrittenValidation
from difyspec.provider.expressions import Case, Choice, Else, Value, constant
from difyspec.provider.hooks import Place
from difyspec.provider.models import Catalogue, ModelType
from difyspec.provider.transport import Attempt, Discovery, HookRef, TypeValidation, Validation
from difyspec.provider.values import FALSE, TRUE, Scalar
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.where import PROVIDER_TEST, asked, attempt, refused
from difyspec.resolve.names import Names
from difyspec.resolve.transport.place import At
from difyspec.resolve.words import known

type Catalogues = tuple[Catalogue, ...]

_OF_CALLS = ("text", "ping", "stream", "attempts", "query", "documents")
"""What is said of the call that tests a model."""


def resolve_validation(catalogues: Catalogues, names: Names, context: Context) -> Validation:
    """How both forms are tested."""
    written = context.document.validation
    provider = _provider(written, catalogues, At(PROVIDER_TEST, None, names, context))
    if written is None or written.model is None:
        _needs_discovery(None, context)
        return Validation(provider, gets=_gets(written))
    model = written.model
    types = {one.type for one in catalogues}
    found: list[TypeValidation] = []
    for type_ in ModelType:
        part = getattr(model, type_.folder)
        if part is None:
            continue
        if type_ not in types and "models" not in context.document.broken:
            message = f"there are no {type_.value} models that this could test"
            context.say("D222", model.key_span(type_.folder), message)
            continue
        found.append(_type(part, type_, At(attempt(type_), type_, names, context)))
    at = At(PROVIDER_TEST, None, names, context)
    discover = _discovery(model, at)
    _asks_something(model, context)
    _needs_discovery(discover, context)
    return Validation(provider, tuple(found), discover, _gets(written))


def _gets(written: WrittenValidation | None) -> tuple[str, ...]:
    section = written.provider if written is not None else None
    return _texts(section.get) if section is not None else ()


def _texts(written: tuple[Located[str], ...] | None) -> tuple[str, ...]:
    return tuple(one.value for one in written or ())


def _asks_something(model: ModelValidation, context: Context) -> None:
    """``get: []`` leaves the test to what is asked to describe the model; without that there is no test."""
    for type_ in ModelType:
        part = getattr(model, type_.folder)
        empty = part is not None and part.get == () and "get" not in part.broken
        if part is not None and empty and model.discover is None and not _described_by_hook(type_, context):
            message = f"nothing tests the {type_.value} models that users add: an empty `get` asks for nothing"
            context.say("D228", part.key_span("get"), message, "Write `discover` as well, name paths, or remove `get`.")


def _described_by_hook(type_: ModelType, context: Context) -> bool:
    """Whether a hook describes the models that users add, which fails for wrong credentials as a question does."""
    section = getattr(context.document.models, type_.folder, None)
    return section is not None and section.custom is not None and section.custom.schema_ is not None


def _discovery(model: ModelValidation, at: At) -> HookRef | Discovery | None:
    written = model.discover
    if isinstance(written, WrittenDiscovery):
        asking = at.reading(asked(tuple(ModelType)))
        if written.id is not None and written.list is None and "list" not in written.broken:
            message = "`id` says nothing here: without `list` the answer is about one model"
            at.context.say("D313", written.key_span("id"), message)
        return Discovery(asking.value(written.get), written.list, written.id or "id")
    return at.hook(written, Place.DISCOVER, model.span("discover"))


def _needs_discovery(discover: HookRef | Discovery | None, context: Context) -> None:
    """Facts that nothing learns are never there."""
    declared = context.document.discover
    if declared is not None and declared.entries and discover is None:
        message = "nothing learns these facts: there is no `validation.model.discover`"
        context.say("D227", context.document.key_span("discover"), message)


def _provider(
    written: WrittenValidation | None, catalogues: Catalogues, at: At
) -> tuple[tuple[str, Choice[Value]], ...]:
    section = written.provider if written is not None else None
    forms = at.context.document.credentials
    if section is None:
        fields = forms.provider if forms is not None else None
        document = at.context.document
        asked = fields is not None and bool(fields.entries) and document.transport is not None and bool(catalogues)
        if fields is not None and asked and at.context.explicit:
            message = "nothing tests the provider's form"
            remedy = "Name a model to call: `validation: {provider: {llm: NAME}}`."
            at.context.say("D228", fields.span.start(), message, remedy)
        return ()
    if (forms is None or forms.provider is None) and not at.context.flawed:
        at.context.say("D228", section.place, "there is no form of the provider that this could test")
    return tuple(_tested(section, type_, catalogues, at) for type_ in ModelType if getattr(section, type_.folder))


def _tested(section: ProviderValidation, type_: ModelType, catalogues: Catalogues, at: At) -> tuple[str, Choice[Value]]:
    """The model of one type that is called; it must be in the spec."""
    written = getattr(section, type_.folder)
    found = at.values(written)
    models = [model.id for one in catalogues if one.type is type_ for model in one.predefined]
    for case, place in zip(found.cases, written.cases, strict=True):
        name = _fixed(case.then)
        if name is not None and name not in models and not _unread(name, type_, at):
            _unknown(name, place.then.span, type_, models, at)
    return type_.value, found


def _unknown(name: str, span: Span, type_: ModelType, models: list[str], at: At) -> None:
    """A name that is like one of the spec's is misspelt; another one may be a model for tests alone."""
    message = f"there is no {type_.value} model `{name}`"
    if models and guess(name, models) is None:
        at.context.say("D231", span, f"{message} in the spec", known(models, "models"))
    else:
        at.context.unknown("D211", span, message, name, models, "models")


def _unread(name: str, type_: ModelType, at: At) -> bool:
    """Whether a model is in the spec, in a way that could not be read."""
    written = getattr(at.context.document.models, type_.folder, None)
    return written is not None and written.predefined is not None and name in written.predefined.broken


def _fixed(value: Value) -> str | None:
    """The name that is written out, at last behind ``else``."""
    if isinstance(value, Else):
        return _fixed(value.otherwise)
    return value.text if isinstance(value, Scalar) else None


def _needs_call(written: Written, at: At) -> None:
    """What a call would carry says nothing where none is made."""
    for name in _OF_CALLS if written.get is not None else ():
        if getattr(written, name, None) is not None:
            message = f"`{name}` says nothing here: `get` asks for paths instead of making a call"
            at.context.say("D313", written.key_span(name), message, f"Remove `{name}` or `get`.")


def _streams_aside(written: LlmValidation, found: TypeValidation, at: At) -> None:
    """``ping: {stream: false}`` has it said that nothing is streamed; whether something is, is no part of the body."""
    if any(target == "stream" and data != FALSE for target, data in found.ping or ()):
        message = "whether a test asks for a stream is said beside `ping`, not in it"
        at.context.say("D313", written.key_span("ping"), message, "Write `stream: true` beside `ping`.")


def _type(written: Written, type_: ModelType, at: At) -> TypeValidation:
    _needs_call(written, at)
    found = TypeValidation(
        type_.value,
        ping=None if written.ping is None else at.table(written.ping),
        gets=None if written.get is None else _texts(written.get),
        refusals=_refusals(written, at.reading(refused(type_))),
    )
    match written:
        case LlmValidation():
            _streams_aside(written, found, at)
            return replace(
                found,
                stream=_stream(written.stream, at),
                attempts=tuple(_attempt(one, at) for one in written.attempts or ()),
                text=written.text,
            )
        case TextValidation():
            return replace(found, text=written.text)
        case RerankValidation():
            return replace(found, query=written.query, documents=_texts(written.documents))
        case _:
            return found


def _refusals(written: Written, at: At) -> Choice[Value]:
    found = written.refuse or ()
    return Choice(tuple(Case(at.restriction(one.value), at.value(one.value.say)) for one in found))


def _stream(written: bool | Restriction | None, at: At) -> Choice[Value] | None:
    if isinstance(written, Restriction):
        return Choice((Case(at.restriction(written), TRUE), Case(None, FALSE)))
    if written is None:
        return None
    return constant(TRUE if written else FALSE)


def _attempt(one: Located[WrittenAttempt], at: At) -> Attempt:
    written = one.value
    if written.set is None and "set" not in written.broken:
        at.context.say("D318", one.span, "this attempt would send the same again: it has no `set`")
    return Attempt(at.restriction(written), at.table(written.set))

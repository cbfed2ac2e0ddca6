"""All cases of a plugin, from what it declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from difyspec.conform.against import audio, llm, texts
from difyspec.conform.against.case import BLOCK_ERRORS, Call, Case, failing
from difyspec.conform.against.credentials import base, variants
from difyspec.conform.against.declared import Declared, Field, Model, model

CUSTOM_MODEL = "scripted-custom-model"
_MOST_MODELS = 6

type Entered = Mapping[str, Any]
"""Credentials."""

type Try = Callable[[Case], Mapping[str, Any]]
"""Carries out a case in the reference; how it ended."""

_CALLS: dict[str, Callable[..., list[Call]]] = {
    "llm": llm.calls,
    "text-embedding": texts.embedding,
    "rerank": texts.rerank,
    "moderation": texts.moderation,
    "speech2text": audio.transcription,
    "tts": audio.speech,
}


def provider_cases(plugin: Declared) -> Iterator[Case]:
    """Cases about the provider's own credentials."""
    form = plugin.provider_form
    if form:
        usual = base(form, "")
        for call, filled in _validations(form, "", usual):
            yield Case("provider", "validate_provider", None, filled, call)


def model_cases(plugin: Declared, type_: str, try_: Try) -> Iterator[Case]:
    """Cases about the models of a type: predefined ones, then one that a user adds."""
    if plugin.provider_form is not None and plugin.models[type_]:
        usual = base(plugin.provider_form, type_)
        stored = _checked(try_, usual)
        for number, one in enumerate(distinct(plugin.models[type_])):
            yield from _calls(type_, one, stored, whole=number == 0)
            if number == 0:
                yield from _validated(plugin.provider_form, type_, one.name)
                yield from _filled(plugin.provider_form, type_, one.name, lambda filled: _checked(try_, filled))
    if plugin.model_form is not None and "customizable-model" in plugin.methods:
        yield from _custom(plugin.model_form, type_, try_)


def distinct(models: tuple[Model, ...]) -> list[Model]:
    """Models that differ in more than name, price and size; those that are not deprecated first."""
    found: dict[object, Model] = {}
    for one in sorted(models, key=lambda one: one.deprecated):
        kept = tuple((name, value) for name, value in one.properties if name not in ("context_size", "voices"))
        rules = tuple((rule.name, rule.type, rule.options) for rule in one.rules)
        found.setdefault(repr((sorted(one.features), kept, rules)), one)
    return list(found.values())[:_MOST_MODELS]


def _calls(type_: str, one: Model, credentials: Mapping[str, str], *, whole: bool) -> Iterator[Case]:
    for call in _CALLS[type_](one, whole=whole):
        yield Case(type_.replace("-", "_"), "invoke", one.name, credentials, call)


def _validated(form: tuple[Field, ...], type_: str, name: str) -> Iterator[Case]:
    for call, filled in _validations(form, type_, base(form, type_)):
        yield Case(type_.replace("-", "_"), "validate_model", name, filled, call)


def _filled(form: tuple[Field, ...], type_: str, name: str, check: Callable[[Entered], Entered]) -> Iterator[Case]:
    """A first call with each way to fill the form; `check` says what Dify keeps of it."""
    first = _CALLS[type_](Model(name), whole=False)[0]
    for title, filled in variants(form, type_):
        call = Call(f"{first.name}; {title}", first.args)
        yield Case(type_.replace("-", "_"), "invoke", name, check(filled), call)


def _custom(form: tuple[Field, ...], type_: str, try_: Try) -> Iterator[Case]:
    def check(entered: Entered) -> Entered:
        return _stored(try_, Case(kind, "validate_model", CUSTOM_MODEL, entered, Call("")))

    kind = type_.replace("-", "_")
    stored = check(base(form, type_))
    described = Case(kind, "custom_schema", CUSTOM_MODEL, stored, Call("description"))
    yield described
    told = (try_(described).get("result") or {}).get("schema")
    one = model(told) if told else Model(CUSTOM_MODEL)
    yield from _calls(type_, one, stored, whole=True)
    yield from _validated(form, type_, CUSTOM_MODEL)
    yield from _filled(form, type_, CUSTOM_MODEL, check)
    for title, filled in variants(form, type_):
        yield Case(kind, "custom_schema", CUSTOM_MODEL, filled, Call(f"description; {title}"))


def _validations(
    form: tuple[Field, ...], type_: str, usual: Mapping[str, str]
) -> Iterator[tuple[Call, Mapping[str, str]]]:
    yield Call("accepted"), usual
    for call in failing("fails", BLOCK_ERRORS, {}):
        yield call, usual
    for title, filled in variants(form, type_):
        yield Call(f"accepted; {title}"), filled


def _checked(try_: Try, entered: Entered) -> Entered:
    return _stored(try_, Case("provider", "validate_provider", None, entered, Call("")))


def _stored(try_: Try, case: Case) -> Entered:
    """What Dify keeps of credentials: as the reference leaves them when it validates them."""
    ended = try_(case)
    return {**case.credentials, **(ended.get("credentials_after") or {})} if ended.get("ok") else case.credentials

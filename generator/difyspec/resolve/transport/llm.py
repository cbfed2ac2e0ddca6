"""What concerns language models only."""

from __future__ import annotations

from dataclasses import replace

from difyspec.diagnostics import Span
from difyspec.language import Entry, Expr
from difyspec.language.models.llm import LlmTransport
from difyspec.language.models.llm import MessageStep as WrittenStep
from difyspec.language.models.llm import Polling as WrittenPolling
from difyspec.language.models.llm import Reasoning as WrittenReasoning
from difyspec.language.models.llm import User as WrittenUser
from difyspec.language.models.restriction import Restriction
from difyspec.provider.expressions import All, Choice, Condition, Path, Value
from difyspec.provider.hooks import Place
from difyspec.provider.plugin import Key
from difyspec.provider.transport import (
    CountTokens,
    HookRef,
    MessageStep,
    Polling,
    Reasoning,
    Step,
    Stream,
    Tools,
    TypeTransport,
    User,
    Verb,
)
from difyspec.provider.values import Data, DataList, Scalar, text
from difyspec.resolve.expressions.shapes import Due, Sort
from difyspec.resolve.transport.place import At
from difyspec.resolve.transport.thinking import Thinking, thinking

ALWAYS = All(())
_USUAL = ("reasoning_content", "reasoning")

STEPS: dict[str, tuple[str, ...]] = {
    "drop_empty": (),
    "merge_consecutive": ("roles", "separator"),
    "drop_role": ("roles",),
    "strip_think": (),
    "flatten_media": ("text", "separator"),
    "media_as_image_url": (),
    "as_parts": (),
}
"""The steps that messages can go through, and the settings of each."""


def llm(section: LlmTransport, base: TypeTransport, at: At) -> TypeTransport:
    """The transport of language models."""
    none: Choice[Tools | Value] = Choice(())
    stream = _stream(section, at)
    thinks = Thinking() if section.reasoning is None else thinking(section.reasoning, at)
    return replace(
        base,
        send=_without(stream.param, _send(section, base, thinks, at)),
        tools=none if section.tools is None else at.choice(section.tools, lambda one, _: _tools(one, at)),
        stop=Choice(()) if section.stop is None else at.choice(section.stop, lambda one, _: one == "send"),
        user=Choice(()) if section.user is None else at.choice(section.user, lambda one, _: _user(one)),
        stream=stream,
        structured_output=section.structured_output,
        messages=tuple(_step(entry, at) for entry in section.messages or () if _known(entry, at)),
        reasoning=None if section.reasoning is None else _reasoning(section.reasoning, thinks, at),
        count_tokens=counter(section.count_tokens, section.span("count_tokens"), at),
        polling=None if section.polling is None else _polling(section.polling, at),
    )


def counter(written: str | HookRef | None, span: Span, at: At) -> CountTokens | HookRef | None:
    """How tokens are counted."""
    if written is None or isinstance(written, HookRef):
        return at.hook(written, Place.COUNT_TOKENS, span)
    return CountTokens(written)


def _tools(written: Expr[Value], at: At) -> Tools | Value:
    if isinstance(written.tree, Scalar):
        return Tools(written.tree.text)
    value = at.value(written)
    if isinstance(value, Path):
        fields = at.names.fields.get(value.name or "", [])
        options = [option for one in fields for option in one.shape.options if one.shape.sort is Sort.SELECT]
        if options and not set(options) & set(Tools):
            message = f"none of the options of `cred.{value.name}` is a way to offer tools"
            at.context.unknown("D208", written.span, message, options[0], tuple(Tools), "ways")
    return value


def _user(written: str | WrittenUser) -> User:
    if isinstance(written, str):
        return User(send=written == "send")
    return User(name=written.as_ or "user", max_length=written.max_length)


def _stream(section: LlmTransport, at: At) -> Stream:
    written = section.stream
    if written is None:
        return Stream()
    if written.param is not None:
        known = at.names.parameters_of(at.where.types)
        if written.param not in known:
            message = f"no language model has the parameter `{written.param}`"
            at.context.unknown("D202", written.span("param"), message, written.param, known, "parameters")
        elif known[written.param].sort is not Sort.FLAG:
            message = f"`{written.param}` is {known[written.param].sort.words}, and true or false is due here"
            at.context.say("D219", written.span("param"), message)
    return Stream(
        never=None if written.never is None else at.condition(written.never),
        always=None if written.always is None else at.condition(written.always),
        param=written.param,
        usage=None if written.usage is None else at.values(written.usage, Due.FLAG),
        delimiter=at.maybe(written.delimiter),
    )


def _send(section: LlmTransport, base: TypeTransport, thinks: Thinking, at: At) -> tuple[Step, ...]:
    """All steps; each is remembered where it was written, those about thinking with `reasoning`."""
    send = thinks.after(base.send)
    places = {id(step): at.context.origin(_place(base, number)) for number, step in enumerate(base.send)}
    for number, step in enumerate(send):
        at.context.place(places.get(id(step)) or section.span("reasoning"), *_place(base, number))
    return send


def _place(base: TypeTransport, number: int) -> Key:
    return ("transport", base.type, "send", str(number))


def _without(param: str | None, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps, after which a parameter that only decides about the stream is gone; unless a step is about it."""
    if param is None or any(name == param for step in steps for name, _ in step.targets):
        return steps
    return (*steps, Step(Verb.DROP, ((param, None),)))


def _polling(written: WrittenPolling, at: At) -> Polling | None:
    start = at.hook(written.start, Place.START, written.span("start"))
    check = at.hook(written.check, Place.CHECK, written.span("check"))
    if not (start and start.name and check and check.name):
        return None  # one of them is missing, which was told
    return Polling(
        start,
        check,
        written.every,
        written.expires,
        written.attempts,
    )


def _known(entry: Entry[WrittenStep], at: At) -> bool:
    if entry.name in STEPS:
        return True
    message = f"messages know no step `{entry.name}`"
    at.context.unknown("D224", entry.name_span, message, entry.name, STEPS, "steps")
    return False


def _step(entry: Entry[WrittenStep], at: At) -> MessageStep:
    body = entry.body
    settings: list[tuple[str, Data]] = []
    for key in ("roles", "separator", "text"):
        value = getattr(body, key)
        if value is None:
            continue
        if key not in STEPS[entry.name]:
            at.context.say("D313", body.key_span(key), f"the step `{entry.name}` has no `{key}`")
            continue
        settings.append((key, text(value) if isinstance(value, str) else _texts(value)))
    return MessageStep(entry.name, tuple(settings), at.restriction(body))


def _texts(values: tuple[object, ...]) -> DataList:
    return DataList(tuple(text(str(getattr(one, "value", one))) for one in values))


def _reasoning(written: WrittenReasoning, thinks: Thinking, at: At) -> Reasoning:
    read = tuple(one.value for one in written.read or ()) or _USUAL
    back = written.return_
    if back is not None and back.thoughts_only and "empty" in back.written:
        message = "`empty` means nothing here: only messages in which something was thought have the field"
        at.context.say("D318", back.key_span("empty"), message, "Remove `empty` or `thoughts_only`.")
    return Reasoning(
        read=read,
        return_as=None if back is None else back.as_ or read[0],
        return_empty=None if back is None else back.empty,
        tools_only=back is not None and back.tools_only is True,
        thoughts_only=back is not None and back.thoughts_only is True,
        return_when=None if back is None else at.restriction(back),
        hide_when=thinks.off if written.hide is None else _hide(written.hide, at),
    )


def _hide(written: bool | Restriction | None, at: At) -> Condition | None:
    if isinstance(written, Restriction):
        return at.restriction(written)
    return ALWAYS if written else None

"""The parts of a transport as the spec language spells them."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.provider.expressions import All, Any, Choice, Condition, Value
from difyspec.provider.transport import (
    Auth,
    AuthHeader,
    Bearer,
    BodyData,
    BodyList,
    BodyMap,
    Discovery,
    ErrorRow,
    HookRef,
    JsonMapping,
    MessageStep,
    NoAuth,
    Normalize,
    NormalizeVerb,
    Reasoning,
    Retry,
    Step,
    Stream,
    Timeout,
    Tools,
    User,
    Verb,
)
from difyspec.provider.values import FALSE, TRUE, Data, DataList, DataMap, Scalar, integer, text
from difyspec.report.effective.notation import choice, condition, value

type Pairs = Iterable[tuple[str, Data | None]]


def mapped(pairs: Pairs) -> DataMap:
    """A map of what is there."""
    return DataMap(tuple((name, data) for name, data in pairs if data is not None))


def texts(words: Iterable[str]) -> DataList:
    """A list of texts."""
    return DataList(tuple(text(word) for word in words))


def hook(ref: HookRef) -> Scalar:
    """``hooks.NAME``."""
    return text(f"hooks.{ref.name}")


def hook_or[T: str](found: T | HookRef) -> Scalar:
    """A hook, or a word of the language."""
    return hook(found) if isinstance(found, HookRef) else text(str(found))


def discovery(found: HookRef | Discovery) -> Data:
    """What learns the facts."""
    if isinstance(found, HookRef):
        return hook(found)
    listed = () if found.list is None else (("list", text(found.list)), ("id", text(found.id)))
    return mapped((("get", value(found.path)), *listed))


def auth(found: Auth) -> Data:
    """How a request shows who sends it."""
    match found:
        case NoAuth():
            return text("none")
        case Bearer(token=token):
            return DataMap((("bearer", hook(token) if isinstance(token, HookRef) else value(token)),))
        case AuthHeader(headers=headers):
            return DataMap((("header", table(headers)),))


def table(pairs: Iterable[tuple[str, Value]]) -> DataMap:
    """Names and values."""
    return DataMap(tuple((name, value(one)) for name, one in pairs))


def normalize(step: Normalize) -> Data:
    """What is done to the address."""
    if step.verb is NormalizeVerb.ORIGIN:
        return text(step.verb.value)
    return DataMap(((step.verb.value, text(step.argument)),))


def timeout(found: Timeout) -> DataMap:
    """Seconds."""
    return mapped((name, _maybe(getattr(found, name))) for name in ("connect", "read", "write", "total"))


def retry(found: Retry) -> DataMap:
    """How often a request is tried."""
    statuses = _statuses(found.statuses) if found.statuses else None
    return mapped((("attempts", value(found.attempts)), ("statuses", statuses), ("wait", _maybe(found.wait))))


def _statuses(ranges: tuple[tuple[int, int], ...]) -> DataList:
    return DataList(tuple(integer(low) if low == high else text(f"{low}-{high}") for low, high in ranges))


def _maybe(found: Value | None) -> Data | None:
    return None if found is None else value(found)


def body(found: BodyData) -> Data:
    """Data of a request."""
    match found:
        case BodyList(items=items):
            return DataList(tuple(body(one) for one in items))
        case BodyMap(entries=entries):
            return DataMap(tuple((name, body(one)) for name, one in entries))
        case Choice():
            return choice(found, body)
        case _:
            return value(found)


def fields(pairs: Iterable[tuple[str, BodyData]]) -> DataMap:
    """A map of dotted targets and data."""
    return DataMap(tuple((name, body(one)) for name, one in pairs))


def step(found: Step) -> DataMap:
    """A step of ``send`` without its condition."""
    targets: Data = DataMap(tuple((name, body(one)) for name, one in found.targets if one is not None))
    if found.verb in (Verb.DROP, Verb.PARSE):
        targets = texts(name for name, _ in found.targets)
    pairs: list[tuple[str, Data]] = [(found.verb.value, targets)]
    if found.values:
        pairs.append(("values", DataMap(tuple((one.text, to) for one, to in found.values))))
    return DataMap(tuple(pairs))


def user(found: User) -> Data:
    """What becomes of Dify's user id."""
    if not found.send:
        return text("drop")
    if found.name == "user" and found.max_length is None:
        return text("send")
    length = None if found.max_length is None else integer(found.max_length)
    return mapped((("as", text(found.name)), ("max_length", length)))


def tools(found: Tools | Value) -> Data:
    """How tools are offered."""
    return text(found.value) if isinstance(found, Tools) else value(found)


def stream(found: Stream) -> list[tuple[str, Data]]:
    """Whether an answer comes in pieces."""
    usage = None if found.usage is None else choice(found.usage, value)
    param = None if found.param is None else text(found.param)
    named = (("never", _when(found.never)), ("always", _when(found.always)), ("param", param), ("usage", usage))
    return list(mapped((*named, ("delimiter", _maybe(found.delimiter)))).entries)


def message(found: MessageStep) -> Data:
    """A step that messages go through, without its condition."""
    if not found.settings:
        return text(found.name)
    return DataMap(((found.name, DataMap(found.settings)),))


def reasoning(found: Reasoning) -> list[tuple[str, Data]]:
    """What becomes of reasoning."""
    back = None
    if found.return_as is not None:
        flags = (("tools_only", found.tools_only), ("thoughts_only", found.thoughts_only))
        only = [(name, TRUE) for name, holds in flags if holds]
        back = mapped(
            (("as", text(found.return_as)), ("empty", found.return_empty), *only, ("when", _when(found.return_when)))
        )
    return list(mapped((("read", texts(found.read)), ("return", back), ("hide", _when(found.hide_when)))).entries)


def json(found: JsonMapping) -> list[tuple[str, Data]]:
    """What is asked in a server's own JSON, and where the answer is."""
    items = [
        mapped((("when", _when(one.when)), *((kind, body(data)) for kind, data in one.kinds))) for one in found.each
    ]
    response = DataMap(tuple((slot, text(place)) for slot, place in found.response))
    pairs: list[tuple[str, Data]] = [("request", choice(found.request, body)), ("response", response)]
    return pairs + ([("each", DataList(tuple(items)))] if items else [])


def error(found: ErrorRow) -> DataMap:
    """A row of the table of errors."""
    lists: tuple[tuple[str, tuple[Data, ...]], ...] = (
        ("status", _statuses(found.statuses).items),
        ("code", found.codes),
        ("message", texts(found.messages).items),
        ("exception", texts(found.exceptions).items),
    )
    tests = [(name, items[0] if len(items) == 1 else DataList(items)) for name, items in lists if items]
    say = None if found.template is None else value(found.template)
    return mapped((*tests, ("when", _when(found.when)), ("is", text(found.kind.value)), ("say", say)))


def stop(found: bool) -> Data:
    """Whether stop words are sent."""
    return text("send" if found else "drop")


def _when(found: Condition | None) -> Data | None:
    """A condition; one that is decided is true or false."""
    if found is None:
        return None
    return TRUE if found == All(()) else FALSE if found == Any(()) else text(condition(found))

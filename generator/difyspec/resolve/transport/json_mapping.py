"""``protocol: json``: a server's own JSON, described."""

from __future__ import annotations

from collections.abc import Iterable

from difyspec.diagnostics import Span
from difyspec.language.models.requests import DescribedTransport, Item, JsonTransport
from difyspec.provider.expressions import Choice, Else, Path, Root, Template, Value
from difyspec.provider.models import ModelType
from difyspec.provider.transport import BodyData, BodyList, BodyMap, JsonItem, JsonMapping
from difyspec.resolve.expressions.where import described, item
from difyspec.resolve.transport.place import At

_ANSWERS: dict[ModelType, tuple[tuple[str, ...], tuple[str, ...]]] = {
    ModelType.TEXT_EMBEDDING: (("vectors",), ("tokens",)),
    ModelType.RERANK: (("results", "index", "score"), ("tokens",)),
    ModelType.TTS: ((), ("audio",)),
    ModelType.MODERATION: (("flagged",), ("tokens",)),
}
"""The places that an answer must and may have; speech is usually all of it."""

_SINGLE = Path(Root.CALL, "item")
_KINDS = ("text", "image")
_TEXTS = "{model: $(call.model), input: $(call.items)}"
_QUERY = "{model: $(call.model), query: $(call.query), documents: $(call.items)}"
_EXAMPLES: dict[ModelType, dict[str, str]] = {
    ModelType.TEXT_EMBEDDING: {"path": "/embed", "request": _TEXTS, "response": "{vectors: 'data[].embedding'}"},
    ModelType.RERANK: {
        "path": "/rerank",
        "request": _QUERY,
        "response": "{results: results, index: index, score: relevance_score}",
    },
    ModelType.TTS: {"path": "/speak", "request": "{text: $(call.text), voice: $(call.voice)}"},
    ModelType.MODERATION: {
        "path": "/moderations",
        "request": _TEXTS,
        "response": "{flagged: 'results[].flagged'}",
    },
}
_PLACES = {"vectors": "data[].embedding", "score": "relevance_score", "flagged": "results[].flagged"}


def json_mapping(section: DescribedTransport, path: Choice[Value] | None, type_: ModelType, at: At) -> JsonMapping:
    """What is asked, at which path, and where the answer is."""
    must = ["path", "request", *(["response"] if _ANSWERS[type_][0] else [])]
    for key in must:
        if getattr(section, key) is None and key not in section.broken:
            message = f"`protocol: json` needs `{key}`, which is missing"
            at.context.say("D318", section.place, message, f"Write it, as in `{key}: {_EXAMPLES[type_][key]}`.")
    mapping = JsonMapping(
        path=path or Choice(()),
        request=_request(section, at.reading(described(type_))),
        each=_items(section, type_, at),
        response=_response(section, type_, at),
        chunk=section.chunk if isinstance(section, JsonTransport) else None,
    )
    _count_vectors(mapping, section, at)
    return mapping


def _request(section: DescribedTransport, at: At) -> Choice[BodyMap]:
    if section.request is None:
        return Choice(())
    return at.choice(section.request, lambda one, _: nested(at.table(one)))


def asks_singly(mapping: JsonMapping) -> bool:
    """Whether each text has a request of its own."""
    return any(_reads(case.then, _SINGLE) for case in mapping.request.cases)


def _reads(data: BodyData, path: Path) -> bool:
    match data:
        case BodyList(items=items):
            return any(_reads(one, path) for one in items)
        case BodyMap(entries=entries):
            return any(_reads(one, path) for _, one in entries)
        case Choice(cases=cases):
            return any(_reads(one.then, path) for one in cases)
        case Else(first=first, otherwise=otherwise):
            return path == first or _reads(otherwise, path)
        case Template(parts=parts):
            return any(_reads(one, path) for one in parts if not isinstance(one, str))
        case _:
            return data == path


def nested(table: Iterable[tuple[str, BodyData]]) -> BodyMap:
    """A map of dotted names as maps within maps; what stands last in one place counts."""
    found: dict[str, BodyData] = {}
    for target, data in table:
        name, _, rest = target.partition(".")
        inner = found.get(name)
        before = inner.entries if isinstance(inner, BodyMap) else ()
        found[name] = nested((*before, (rest, data))) if rest else data
    return BodyMap(tuple(found.items()))


def _items(section: DescribedTransport, type_: ModelType, at: At) -> tuple[JsonItem, ...]:
    if not isinstance(section, JsonTransport) or section.each is None:
        return ()
    inner = at.reading(item(type_))
    found = at.choice(section.each, lambda one, _: _kinds(one, inner))
    return tuple(JsonItem(case.when, case.then) for case in found.cases)


def _kinds(written: Item, at: At) -> tuple[tuple[str, BodyData], ...]:
    bodies = ((kind, getattr(written, kind)) for kind in _KINDS)
    return tuple((kind, at.body(body)) for kind, body in bodies if body is not None)


def _response(section: DescribedTransport, type_: ModelType, at: At) -> tuple[tuple[str, str], ...]:
    written = section.response
    if written is None:
        return ()
    must, may = _ANSWERS[type_]
    found: list[tuple[str, str]] = []
    for slot in written.written:
        place = getattr(written, slot)
        if slot not in (*must, *may):
            message = f"the answer of a {type_.value} model has no `{slot}`"
            at.context.unknown("D210", written.key_span(slot), message, slot, (*must, *may), "places")
        elif place is not None:
            found.append((slot, place))
    for slot in must:
        if slot not in written.written:
            _missing(slot, written.place, at)
    return tuple(found)


def _count_vectors(mapping: JsonMapping, section: DescribedTransport, at: At) -> None:
    """There are as many vectors as texts: a place without ``[]`` has one value."""
    place = dict(mapping.response).get("vectors")
    if section.response is None or place is None or "[]" in place or "*" in place or asks_singly(mapping):
        return
    message = f"`{place}` is one value, and the answer has a vector for each text"
    span = section.response.span("vectors")
    at.context.say("D109", span, message, f"Write `'{place}[]'`: each element of it.", suggestion=f"{place}[]")


def _missing(slot: str, span: Span, at: At) -> None:
    remedy = f"Write `{slot}` in `response`, with the place in the answer, such as `{_PLACES.get(slot, slot)}`."
    at.context.say("D318", span, f"nothing says where the answer has its `{slot}`", remedy)

"""``PRIVACY.md``: what data goes where, derived from the transport."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from difyspec.diagnostics.wording import joined
from difyspec.emit.header import notice
from difyspec.emit.project.markdown import code, prose
from difyspec.emit.templates import render
from difyspec.emit.words import sent, title
from difyspec.provider import walk
from difyspec.provider.expressions import Else, Path, Root, Template, Value
from difyspec.provider.forms import Field, FieldType
from difyspec.provider.plugin import Provider
from difyspec.provider.transport import Transport
from difyspec.provider.values import Scalar

_EMPTY = ", where that is left empty"


def emit_privacy(provider: Provider) -> Iterator[tuple[str, str]]:
    """The privacy statement; there is none for a plugin whose transport is not known."""
    transport = provider.transport
    if transport is None:
        return
    media = {part.type for part in transport.types if part.takes_media}
    yield (
        "PRIVACY.md",
        render(
            "project/privacy.jinja",
            notice=notice(provider),
            label=prose(provider.label.english),
            servers=servers(provider),
            sent=[(title(type_), sent(type_, media=type_ in media)) for type_ in provider.model_types],
            secrets=joined(_secrets(provider)),
            user=_sends_user(transport),
            app="app_id" in walk.names(provider.transport, Root.CALL),
            facts=bool(provider.facts),
            hooks=joined([code(file.target) for file in provider.hook_files]),
        ),
    )


def servers(provider: Provider) -> list[str]:
    """Where requests go, as Markdown: addresses, and fields of the forms that hold one."""
    if provider.transport is None:
        return []
    labels = {field.name: prose(_label(field)) for field in _fields(provider)}
    connections = [provider.transport.connection, *(part.connection for part in provider.transport.types)]
    cases = [case for one in connections if one.endpoint is not None for case in one.endpoint.cases]
    attempts = provider.transport.attempts
    found = [server for case in cases for server in _servers(case.then, labels)]
    found += [code(_origin(one)) for one in (attempts.addresses if attempts is not None else ())]
    return list(dict.fromkeys(found))


def _servers(value: Value, labels: dict[str, str]) -> Iterator[str]:
    if isinstance(value, Scalar):
        yield code(_origin(value.text))
    elif isinstance(value, Else):
        entered = value.first.root is Root.CRED and value.first.name in labels
        yield from _servers(value.first, labels)
        for one in _servers(value.otherwise, labels):
            yield one + _EMPTY if entered and not one.endswith(_EMPTY) else one
    elif isinstance(value, Template):
        yield from _of_parts(value.parts, labels)
    elif value.root is Root.CRED and value.name in labels:
        yield f"the server whose address you enter as **{labels[value.name]}**"
    else:
        yield f"the server that {code(_source(value))} names"


def _of_parts(parts: tuple[str | Path | Else, ...], labels: dict[str, str]) -> Iterator[str]:
    """What follows the host does not matter; a host may be named in part, or as a whole by what comes first."""
    if not isinstance(parts[0], str):
        yield from _servers(parts[0], labels)
        return
    # Placeholders as letters that no address has, so that the host can be told from what follows it.
    names = [_source(part) for part in parts if not isinstance(part, str)]
    marks = [chr(0xE000 + number) for number in range(len(names))]
    left = iter(marks)
    host = _origin("".join(part if isinstance(part, str) else next(left) for part in parts))
    within = {mark: name for mark, name in zip(marks, names, strict=True) if mark in host}
    for mark, name in within.items():
        host = host.replace(mark, f"<{name}>")
    said = [
        f"{code(f'<{name}>')} is what you enter as **{labels[name]}**" for name in within.values() if name in labels
    ]
    yield code(host) + (f", where {' and '.join(dict.fromkeys(said))}" if said else "")


def _source(part: Path | Else) -> str:
    path = part.first if isinstance(part, Else) else part
    return path.name or path.root.value


def _origin(url: str) -> str:
    """Scheme and host of an address, or the text where it is none."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.scheme and parts.netloc else url


def _fields(provider: Provider) -> list[Field]:
    return [*(provider.forms.provider or ()), *(provider.forms.model or ())]


def _label(field: Field) -> str:
    return field.label.english if field.label else field.name


def _secrets(provider: Provider) -> list[str]:
    fields = [field for field in _fields(provider) if field.type is FieldType.SECRET]
    return list(dict.fromkeys(f"**{prose(_label(field))}**" for field in fields))


def _sends_user(transport: Transport) -> bool:
    """Whether the id of Dify's user may be part of a request."""
    chat = transport.of("llm")
    return chat is not None and (not chat.user.cases or any(case.then.send for case in chat.user.cases))

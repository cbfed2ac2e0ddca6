"""Addresses that are tried one after the other, and the field that keeps the one that answered."""

from __future__ import annotations

from difyspec.language.models.transport import Transport as Written
from difyspec.provider.expressions import Choice, Else, Path, Root, Value
from difyspec.provider.transport import Attempts
from difyspec.provider.values import Scalar
from difyspec.resolve.context import Context
from difyspec.resolve.expressions.shapes import Sort
from difyspec.resolve.names import Names
from difyspec.resolve.transport.addresses import check_address


def endpoint_attempts(
    written: Written, endpoint: Choice[Value] | None, names: Names, context: Context
) -> Attempts | None:
    """What `endpoint_attempts` says; None where it is not written, or after a finding."""
    if written.endpoint_attempts is None:
        return None
    for one in written.endpoint_attempts:
        check_address(one.value, one.span, context)
    name = _field(endpoint)
    if name is None:
        if "endpoint" not in written.broken:
            message = "nothing could keep the address that answered: `endpoint` is not one field of the form"
            remedy = "Write `endpoint: $(cred.endpoint_url else 'https://api.example.com/v1')`, with a field of yours."
            context.say("D313", written.key_span("endpoint_attempts"), message, remedy)
        return None
    fields = names.fields.get(name, [])
    if any(one.shape.sort is not Sort.TEXT for one in fields):
        message = f"`cred.{name}` is no text, so it can keep no address"
        context.say("D313", written.key_span("endpoint_attempts"), message, "Name a field of the type `url` or `text`.")
    elif any(one.field.required or one.field.default is not None for one in fields):
        message = f"the field `{name}` always has a value, so these are never tried"
        remedy = f"Make the field `{name}` optional (`required: false`, no `default`), or remove `endpoint_attempts`."
        context.say("D412", written.key_span("endpoint_attempts"), message, remedy)
    addresses = tuple(one.value for one in written.endpoint_attempts)
    return Attempts(name, addresses, _own(endpoint) in addresses)


def _own(endpoint: Choice[Value] | None) -> str | None:
    """The fixed address that counts where the field is empty."""
    value = endpoint.cases[0].then if endpoint is not None else None
    while isinstance(value, Else):
        value = value.otherwise
    return value.text if isinstance(value, Scalar) else None


def _field(endpoint: Choice[Value] | None) -> str | None:
    """The credential that is the endpoint, or goes before a fixed one."""
    if endpoint is None or len(endpoint.cases) != 1 or endpoint.cases[0].when is not None:
        return None
    value = endpoint.cases[0].then
    first = value.first if isinstance(value, Else) else value
    return first.name if isinstance(first, Path) and first.root is Root.CRED else None

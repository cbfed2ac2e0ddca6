"""Whether the types of a hook fit its place. Judged are only types known here; of any other nothing is said."""

from __future__ import annotations

from difyspec.resolve.hooks.annotations import UNKNOWN, Type

_ANYTHING = frozenset({"Any", "object", UNKNOWN})
_CALLS = frozenset(
    {"ChatCall", "EmbedCall", "RerankCall", "TranscribeCall", "SpeakCall", "ModerateCall", "Call"},
)
_PLAIN = frozenset({"str", "int", "float", "bool", "bytes", "None", "dict", "list", "tuple", "set"})
_OURS = frozenset({"Vectors", "Voice", "Audio", "Item", "Draft", "Problem", "Kind", "Discovered", "Credentials"})
_ENTITY = "Credentials"
"""The entity of all model types; those of one are called so at the end, and are it as well."""
_MANY = frozenset({"Iterator", "Iterable", "Generator", "Sequence", "Collection", "Mapping", "AsyncIterator"})
KNOWN = _CALLS | _PLAIN | _OURS | _MANY

# What can stand where something narrower is given.
_WIDER: dict[str, frozenset[str]] = {
    "list": frozenset({"Sequence", "Iterable", "Collection"}),
    "Mapping": frozenset({"Iterable", "Collection"}),
    "int": frozenset({"float"}),
    **dict.fromkeys(_CALLS, frozenset({"Call"})),
}
# What can be returned where something wider is wanted.
_NARROWER: dict[str, frozenset[str]] = {
    "Iterable": frozenset({"Iterator", "Generator", "list", "tuple", "Sequence", "Collection"}),
    "Iterator": frozenset({"Generator"}),
    "int": frozenset({"bool"}),
    "float": frozenset({"int"}),
}


def takes(written: Type, given: Type) -> bool:
    """Whether a parameter annotated as `written` can be handed a value of type `given`."""
    return all(any(_takes(one, part) for one in written.members) for part in given.members)


def _takes(written: Type, given: Type) -> bool:
    if given.head.endswith(_ENTITY) and written.head.endswith(_ENTITY):
        return written.head in (given.head, _ENTITY)
    if written.head in _ANYTHING or written.head not in KNOWN or given.head not in KNOWN:
        return True
    if written.head != given.head and written.head not in _WIDER.get(given.head, ()):
        return False
    # A call's arguments are the entities, and those are the type checker's.
    return given.head in _CALLS or _pairwise(written, given)


def gives(written: Type, due: Type) -> bool:
    """Whether a hook that says it returns `written` returns what is `due`."""
    return all(any(_gives(one, part) for part in due.members) for one in written.members)


def _gives(written: Type, due: Type) -> bool:
    if written.head in _ANYTHING or due.head in _ANYTHING or written.head not in KNOWN:
        return True
    if due.head not in KNOWN:
        return written.head not in _PLAIN - {"list", "tuple"}
    if written.head != due.head and written.head not in _NARROWER.get(due.head, ()):
        return False
    return written.head == "Generator" or _pairwise(written, due)


def _pairwise(one: Type, other: Type) -> bool:
    """Whether arguments are alike, as far as both have them."""
    return all(
        left.head == right.head or not {left.head, right.head} <= KNOWN
        for left, right in zip(one.arguments, other.arguments, strict=False)
        if "|" not in (left.head, right.head)
    )

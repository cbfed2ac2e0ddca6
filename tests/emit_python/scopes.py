"""A place with attributes of every type, for the tests of expressions."""

from __future__ import annotations

from types import SimpleNamespace

from difyspec.emit.python.scope import Scope
from difyspec.provider.entities import Attribute, AttributeType
from difyspec.provider.expressions import Condition

ATTRIBUTES = {
    name + ("_o" if optional else ""): Attribute(name, name + ("_o" if optional else ""), kind, optional)
    for name, kind in [
        ("text", AttributeType.TEXT),
        ("count", AttributeType.INT),
        ("ratio", AttributeType.FLOAT),
        ("flag", AttributeType.BOOL),
    ]
    for optional in (False, True)
}


def scope(conditions: dict[str, Condition] | None = None) -> Scope:
    """Every attribute as a credential, a fact and a parameter."""
    return Scope(ATTRIBUTES, ATTRIBUTES, ATTRIBUTES, conditions or {})


def call_of(values: dict[str, object]) -> SimpleNamespace:
    """A call whose entities have these values."""
    entity = SimpleNamespace(**values)
    model = SimpleNamespace(name="Model-A", wire_name="wire/model-a", mode=None, features=frozenset({"vision"}))
    return SimpleNamespace(cred=entity, discovered=entity, param=entity, model=model, stream=True, user=None)

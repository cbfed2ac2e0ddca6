"""Base class of the generated entities: credentials, discovered facts, parameters."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Entity(BaseModel):
    """Frozen; unknown keys are ignored; an error never quotes the value it is about."""

    model_config = ConfigDict(
        frozen=True, extra="ignore", protected_namespaces=(), hide_input_in_errors=True, coerce_numbers_to_str=True
    )

    def __repr__(self) -> str:
        """The names alone: a value may be a credential."""
        return f"{type(self).__name__}({', '.join(sorted(self.model_fields_set))})"

    __str__ = __repr__

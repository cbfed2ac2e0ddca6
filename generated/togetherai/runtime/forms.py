"""Saved credentials, as Dify hands them over, to the typed entities that generated code and hooks see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from pydantic import BaseModel, ValidationError

from .kinds import AUTHORIZATION, Failure
from .records import dataclass
from .redact import Secrets, is_secret


class FormError(Failure, ValueError):
    """A credential is missing or wrong. The text names the field by its label, never a secret's value."""

    def __init__(self, message: str) -> None:
        super().__init__(AUTHORIZATION, message)


@dataclass(frozen=True, eq=False, repr=False)
class Field:
    """One credential. `name` is the entity's, `variable` the key in saved credentials (the same unless given).

    `default` is the text an absent value reads as; `enabled` makes it a toggle, true when it has that value;
    `pattern` must match the whole value; `label` is what people call the field.
    """

    name: str
    variable: str | None = None
    label: str | None = None
    default: str | None = None
    secret: bool = False
    enabled: str | None = None
    pattern: str | None = None
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What a message calls the field."""
        return self.label or self.name.replace("_", " ").capitalize()

    def raw(self, credentials: Mapping[str, Any]) -> Any:
        """The value in `credentials`, by its key or an alias, else the default; blank counts as absent."""
        for key in (self.variable or self.name, *self.aliases):
            value = credentials.get(key)
            if isinstance(value, str):
                value = value.strip()
            if value is not None and value != "":
                return value
        return self.default

    def read(self, credentials: Mapping[str, Any]) -> Any:
        """The value for the entity. Raises FormError if it does not match the pattern."""
        value = self.raw(credentials)
        if self.enabled is not None and isinstance(value, str):
            return value == self.enabled
        if self.pattern is not None and value is not None and not re.fullmatch(self.pattern, str(value)):
            raise FormError(f"{self.title}: the value does not have the form that is expected.")
        return value


@dataclass(frozen=True, eq=False, repr=False)
class Form[C: BaseModel]:
    """The credentials of a provider, or of one model type of it, as an entity."""

    entity: type[C]
    fields: tuple[Field, ...] = ()

    def read(self, credentials: Mapping[str, Any]) -> C:
        """The entity. `credentials` are not changed. Raises FormError with one line on the first wrong field."""
        values = {item.name: item.read(credentials) for item in self.fields}
        try:
            return self.entity.model_validate({name: value for name, value in values.items() if value is not None})
        except ValidationError as error:
            raise FormError(self._explain(error, values)) from None

    def secrets(self, credentials: Mapping[str, Any]) -> Secrets:
        """Every secret text in `credentials`: of secret fields, and of keys that sound like one."""
        keys = {key for item in self.fields if item.secret for key in (item.variable or item.name, *item.aliases)}
        open_ = {item.variable or item.name for item in self.fields if not item.secret}
        return Secrets(
            tuple(
                value.strip()
                for key, value in credentials.items()
                if isinstance(value, str) and value.strip() and (key in keys or (key not in open_ and is_secret(key)))
            )
        )

    def _explain(self, error: ValidationError, values: Mapping[str, Any]) -> str:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        item = next((item for item in self.fields if item.name == name), Field(name))
        if values.get(name) is None:
            return f"{item.title} is missing: it is required."
        return f"{item.title}: {_EXPECTED.get(first['type'], 'the value is not of the kind that is expected')}."


_EXPECTED: Mapping[str, str] = {
    "int_parsing": "a whole number is expected",
    "int_from_float": "a whole number is expected",
    "int_type": "a whole number is expected",
    "float_parsing": "a number is expected",
    "bool_parsing": "true or false is expected",
    "string_type": "a text is expected",
    "enum": "it is none of the values offered",
    "literal_error": "it is none of the values offered",
    "greater_than_equal": "the number is too small",
    "less_than_equal": "the number is too large",
}


@dataclass(frozen=True, eq=False, repr=False)
class Facts[F: BaseModel]:
    """The discovered facts of a provider. `stored_as` is the key in saved credentials where it is not the name.

    `only` are the model types that have a fact, where not all do; what is `tested` is read in tests, and by no call.
    """

    entity: type[F]
    stored_as: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tested: tuple[str, ...] = ()

    def key(self, name: str) -> str:
        """The key in saved credentials."""
        return self.stored_as.get(name, name)

    def stored_keys(self) -> tuple[str, ...]:
        """The keys of all declared facts in saved credentials."""
        return tuple(self.key(name) for name in self.entity.model_fields)

    def saved(self, credentials: Mapping[str, Any]) -> dict[str, Any]:
        """The facts that `credentials` hold; one that is not of its type counts as absent."""
        found = {}
        for name in self.entity.model_fields:
            value = credentials.get(self.key(name))
            if value is not None and value != "" and self._valid(name, value):
                found[name] = value
        return found

    def read(self, credentials: Mapping[str, Any]) -> F:
        """The facts as an entity; absent ones are None."""
        return self.entity.model_validate(self.saved(credentials))

    def missing(self, credentials: Mapping[str, Any], type_: str) -> bool:
        """Whether `credentials` lack a fact that calls of the type read."""
        wanted = (name for name in self.entity.model_fields if type_ in self.only.get(name, (type_,)))
        saved = self.saved(credentials)
        return any(name not in saved and name not in self.tested for name in wanted)

    def of(self, facts: F, type_: str) -> F:
        """The facts that models of the type have; the others are None."""
        others = [name for name, types in self.only.items() if type_ not in types]
        return facts.model_copy(update=dict.fromkeys(others)) if others else facts

    def merge(self, fetched: F, credentials: Mapping[str, Any]) -> F:
        """What was fetched now, with the saved values before it."""
        return self.entity.model_validate({**fetched.model_dump(), **self.saved(credentials)})

    def stored(self, facts: F) -> dict[str, Any]:
        """What validation keeps with the credentials: facts by their keys, as JSON values, without the absent ones."""
        values = facts.model_dump(mode="json", exclude_none=True)
        return {self.key(name): value for name, value in values.items()}

    def _valid(self, name: str, value: Any) -> bool:
        try:
            self.entity.model_validate({name: value})
        except ValidationError as error:
            return not any(item["loc"][:1] == (name,) for item in error.errors(include_url=False, include_input=False))
        return True

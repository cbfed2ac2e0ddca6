"""Values of the SDK as JSON."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import Any

from .request import digest


def plain(value: Any) -> Any:
    """A value as JSON: entities by their fields, numbers of money as texts, bytes by their digest."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, bytes):
        return {"bytes": digest(value)}
    return plain(value.model_dump(mode="json")) if hasattr(value, "model_dump") else str(value)


_USAGE = (
    "prompt_tokens",
    "completion_tokens",
    "tokens",
    "total_tokens",
    "prompt_unit_price",
    "prompt_price_unit",
    "prompt_price",
    "completion_unit_price",
    "completion_price",
    "unit_price",
    "total_price",
    "currency",
)


def usage(entity: Any) -> dict[str, Any] | None:
    """Tokens and prices of a call; not how long it took."""
    if entity is None:
        return None
    found = {name: getattr(entity, name) for name in _USAGE if hasattr(entity, name)}
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in found.items()}


_RULE = ("name", "use_template", "type", "default", "min", "max", "precision", "required", "options")
_SCHEMA = ("model", "label", "model_type", "fetch_from", "features", "model_properties", "pricing")


def schema(entity: Any) -> dict[str, Any] | None:
    """The description of a model, without the texts of its parameters."""
    if entity is None:
        return None
    found = plain(entity.model_dump(mode="json"))
    rules = [{name: rule.get(name) for name in _RULE} for rule in found.get("parameter_rules") or ()]
    properties = {str(name): value for name, value in (found.get("model_properties") or {}).items()}
    kept = {name: found.get(name) for name in _SCHEMA}
    return {**kept, "model_properties": properties, "parameter_rules": rules}

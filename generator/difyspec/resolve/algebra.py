"""Putting conditions together. None is the condition that always holds."""

from __future__ import annotations

from difyspec.provider.expressions import All, Any, Condition, Not

NEVER = Any(())


def both(*conditions: Condition | None) -> Condition | None:
    """Holds when all do."""
    parts: list[Condition] = []
    for one in conditions:
        if one == NEVER:
            return NEVER
        if isinstance(one, All):
            parts.extend(part for part in one.parts if part not in parts)
        elif one is not None and one not in parts:
            parts.append(one)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def either(*conditions: Condition | None) -> Condition | None:
    """Holds when one does."""
    parts: list[Condition] = []
    for one in conditions:
        if one is None:
            return None
        found = one.parts if isinstance(one, Any) else (one,)
        parts.extend(part for part in found if part not in parts)
    if any(negated(part) in parts for part in parts):
        return None
    return parts[0] if len(parts) == 1 else Any(tuple(parts))


def negated(condition: Condition | None) -> Condition | None:
    """Holds when the other does not."""
    if condition is None:
        return NEVER
    if condition == NEVER:
        return None
    return condition.part if isinstance(condition, Not) else Not(condition)

"""Models with their features, and what is known of a call of each when its transport is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from difyspec.provider.expressions import Choice, Path, Root, Value
from difyspec.provider.models import Catalogue, Model
from difyspec.provider.plugin import Key, Provider
from difyspec.provider.transport import HookRef, Protocol, TypeTransport
from difyspec.provider.values import Scalar, text
from difyspec.resolve.reduction import Known, choice, value

CUSTOM = "custom"
"""How the model that a user adds is named: as its section."""


@dataclass(frozen=True, slots=True)
class Having:
    """A model: `key` is that of its origins, `features` are those that it has or may have."""

    name: str
    key: Key
    features: tuple[str, ...]
    known: Known


def having(provider: Provider, catalogue: Catalogue, part: TypeTransport) -> Iterator[Having]:
    """All models of a type: predefined ones, base models, and the custom one as ``custom``."""
    type_ = catalogue.type.value
    nothing = Known({}, None, dict(provider.groups), dict(provider.conditions))
    names = _wire_names(provider, part)
    for model in catalogue.predefined:
        known = replace(nothing, values=_facts(model), tested=_sent(model.id, names, nothing))
        yield Having(model.id, model.key, _features(model), known)
    for model in catalogue.base:  # what tests the name of their copies tests theirs
        known = replace(nothing, values=_facts(model), tested=model.id)
        yield Having(model.id, model.key, _features(model), known)
    if catalogue.custom is not None:
        features = tuple(dict.fromkeys(one.name for one in catalogue.custom.features or ()))
        yield Having(CUSTOM, ("custom", type_), features, nothing)


def without(part: TypeTransport, known: Known, lost: Callable[[Protocol], bool]) -> tuple[str, ...]:
    """The protocols that may be spoken with a model if `lost` holds for each; none if something else may be spoken."""
    spoken = [case.then for case in choice(part.protocol, known).cases]
    if any(isinstance(one, HookRef) or not lost(one) for one in spoken):
        return ()
    return tuple(dict.fromkeys(str(one) for one in spoken))


def _features(model: Model) -> tuple[str, ...]:
    return tuple(one.text for one in model.features or ())


def _facts(model: Model) -> dict[Path, Scalar | None]:
    return {Path(Root.MODEL, key): data for key, data in model.properties or () if isinstance(data, Scalar)}


def _wire_names(provider: Provider, part: TypeTransport) -> Choice[Value] | None:
    shared = provider.transport.connection.wire_name if provider.transport is not None else None
    return part.connection.wire_name or shared


def _sent(name: str, names: Choice[Value] | None, nothing: Known) -> str | None:
    """The name under which the server knows a model, which patterns of the transport test; None if that is open."""
    if names is None:
        return name
    known = replace(nothing, values={Path(Root.MODEL): text(name)}, tested=name)
    cases = choice(names, known).cases
    if not cases or cases[0].when is not None:
        return None
    found = value(cases[0].then, known)
    return found.text if isinstance(found, Scalar) else None

"""Values in layers: what was said last lies on top, and what is below counts where it does not.

A value that several steps of composition speak of is a tuple of layers. For a model that is known now every layer
counts always, so only the top one is left; for one that is known at run time a layer may count for some names only.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from difyspec.diagnostics import Span
from difyspec.provider.expressions import Case, Choice, Condition
from difyspec.resolve.algebra import NEVER, both


@dataclass(frozen=True, slots=True)
class Layer[T]:
    """A value where `when` holds (None: always); the value None means that there is none.

    `covered` are the layers that can never count because of this one, the next lower first: how the value came about.
    """

    when: Condition | None
    value: T | None
    span: Span
    covered: tuple[Layer[Any], ...] = field(default=(), compare=False, repr=False)

    def over(self, other: Layer[T]) -> Layer[T]:
        """This layer, with another one below it that it covers."""
        return Layer(self.when, self.value, self.span, (*self.covered, other, *other.covered))


type Layers[T] = tuple[Layer[T], ...]


def stacked[T](top: Layers[T], below: Layers[T]) -> Layers[T]:
    """One stack on another. What can never count is left out."""
    kept: list[Layer[T]] = []
    for layer in (*top, *below):
        if layer.when is not None and layer.when == NEVER:
            continue
        for index, other in enumerate(kept):
            if other.when is None or other.when == layer.when:
                kept[index] = other.over(layer)
                break
        else:
            kept.append(layer)
    return tuple(kept)


def simplified[T](layers: Layers[T]) -> Layers[T]:
    """The layers without those that say what the last one, which always counts, says anyway."""
    if not layers or layers[-1].when is not None:
        return layers
    upper, last = list(layers[:-1]), layers[-1]
    while upper and upper[-1].value == last.value:
        upper.pop()
    return (*upper, last)


def restricted[T](layers: Layers[T], when: Condition | None) -> Layers[T]:
    """The layers, counting only where a further condition holds."""
    if when is None:
        return layers
    return tuple(Layer(both(when, layer.when), layer.value, layer.span, layer.covered) for layer in layers)


def constant[T](layers: Layers[T]) -> T | None:
    """The value if it depends on nothing."""
    return layers[0].value if layers and layers[0].when is None else None


def is_fixed[T](layers: Layers[T]) -> bool:
    """Whether the value (perhaps none) depends on nothing."""
    return not layers or layers[0].when is None


def choice[T, U](layers: Layers[T], value: Callable[[T], U], nothing: U) -> Choice[U]:
    """The layers as a choice; `nothing` stands for no value where one lies below."""
    cases = [Case(one.when, nothing if one.value is None else value(one.value)) for one in layers]
    if layers and layers[-1].value is None:
        cases.pop()
    return Choice(tuple(cases))

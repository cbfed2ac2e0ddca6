"""Where everything about a model was written, for those who ask (`Origins.traced`)."""

from __future__ import annotations

from difyspec.diagnostics import Span
from difyspec.language import Document
from difyspec.language.models.columns import Override
from difyspec.language.models.parameters import Parameter
from difyspec.provider.expressions import Condition
from difyspec.provider.plugin import Key
from difyspec.resolve.layers import Layer
from difyspec.resolve.library import library
from difyspec.resolve.models.attributes import all_layers
from difyspec.resolve.models.env import Env
from difyspec.resolve.models.rules import Rule
from difyspec.resolve.models.state import State


def trace(key: Key, state: State, env: Env) -> None:
    """Remembers the layers of every column and of every attribute, and the places of what stands in lists.

    Keys begin with `key`: ``(*key, "context_size")``, ``(*key, "features", name)``, ``(*key, "parameters", name)`` and
    ``(*key, "parameters", name, attribute)``. The places of features and parameters are kept for all.
    """
    origins, context = env.context.origins, env.context
    for feature in state.features or ():
        context.place(feature.span, *key, "features", feature.name)
    for rule in state.rules or ():
        context.place(rule.span, *key, "parameters", rule.name)
    if not origins.traced:
        return
    for column, layers in state.values.items():
        origins.layers[(*key, column)] = layers
    for rule in state.rules or ():
        template = _template(rule, context.document)
        if template is not None:
            context.place(template, *key, "parameters", rule.name, "use_template")
        for attribute, layers in all_layers(rule, context.explicit).items():
            origins.layers[(*key, "parameters", rule.name, attribute)] = layers


def trace_override(key: Key, override: Override, when: Condition | None, env: Env) -> None:
    """Remembers that an override concerns a model, and under which condition: layers without values."""
    origins = env.context.origins
    if origins.traced:
        place = (*key, "overrides")
        origins.layers[place] = (*origins.layers.get(place, ()), Layer(when, None, override.place))


def _template(rule: Rule, document: Document) -> Span | None:
    """Where it is written on which template a parameter is built; the definition's copy is followed one step."""
    seen: set[str] = set()
    name: str | None = rule.key
    while name is not None and name not in seen:
        seen.add(name)
        body = _definition(name, document)
        if body is None:
            return None
        if body.template is not None:
            return body.span("template")
        name = body.like
    return None


def _definition(name: str, document: Document) -> Parameter | None:
    own = document.parameters.get(name) if document.parameters is not None else None
    found = own or library().parameters.get(name)
    return found.body if found is not None else None

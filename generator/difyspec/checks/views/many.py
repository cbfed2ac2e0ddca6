"""Several plugins, and the models that more than one of them has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.source import ListNode, MapNode, Node

type Plugins = tuple[Plugin, ...]
type Canonical = tuple[object, ...]

# Names that several vendors use for different models of their own.
_COMMON = re.compile(r"(?:text)?embedd?ings?v?\d*|rerank(?:er)?v?\d*|chat|default")


def same_models(plugins: Plugins) -> Iterator[list[Model]]:
    """The models of one type and name in at least two plugins, the first of each plugin; names without their vendor."""
    found: dict[tuple[str, str], dict[str, Model]] = {}
    for plugin in plugins:
        for model in plugin.models:
            name = short_name(model.id)
            if name and not _COMMON.fullmatch(name):
                found.setdefault((model.type, name), {}).setdefault(plugin.layout.path, model)
    for key in sorted(found):
        if len(found[key]) > 1:
            yield list(found[key].values())


def short_name(name: str) -> str:
    """``accounts/acme/models/Chat-3.5`` → ``chat35``."""
    return re.sub(r"[^a-z0-9]", "", name.lower().rpartition("/")[2])


def odd_ones(
    values: list[tuple[Model, float]], factor: float, *, least: bool
) -> Iterator[tuple[Model, float, Model, float]]:
    """The models whose value is at least `factor` times more or less than every other, each with one of the others.

    Where there are more than two, the others must agree with each other. Of two models it is the one with the least
    or the one with the greatest value.
    """
    for number, (model, value) in enumerate(values):
        others = [*values[:number], *values[number + 1 :]]
        low, high = min(other for _, other in others), max(other for _, other in others)
        alone = value * factor <= low or value >= high * factor
        agreed = high < low * factor
        right_one = len(others) > 1 or (value < low) == least
        if alone and agreed and right_one:
            yield model, value, *others[0]


def canonical(node: Node) -> Canonical:
    """What a tree says, without its places and without the order of keys."""
    if isinstance(node, MapNode):
        return ("map", *sorted((key.text, canonical(value)) for key, value in node.entries))
    if isinstance(node, ListNode):
        return ("list", *(canonical(item) for item in node.items))
    return (node.tag or "", node.text)

"""D973."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.many import Canonical, Plugins, canonical
from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related

_SHARED = 5


@rule("D973", INFO)
def copy_drifted(plugins: Plugins) -> Iterator[Hit]:
    """Two plugins are copies of each other that have drifted apart

    They share at least five models, most of them word for word; told are the others.

    Why: A correction was made in one copy and not in the other.

    Fix: Make the correction in both.

    Wrong:
        # acme_cn; acme has context_size: 131072
        model_properties: {mode: chat, context_size: 8192}

    Right:
        # acme_cn
        model_properties: {mode: chat, context_size: 131072}
    """
    known = [(plugin, _bodies(plugin)) for plugin in plugins]
    for (_, ours), (theirs, others) in combinations(known, 2):
        shared = [key for key in ours if key in others]
        drifted = [key for key in shared if ours[key][1] != others[key][1]]
        if len(shared) < _SHARED or len(drifted) * 2 >= len(shared):
            continue
        for key in drifted:
            one, other = ours[key][0], others[key][0]
            related = (Related(other.name_at, f"in {theirs.name}"),)
            where = ", ".join(f"`{name}`" for name in _differing(one, other))
            message = f"`{one.id}` differs from its copy in {theirs.name} in {where}"
            yield Hit(one.name_at, message, related=related)


def _bodies(plugin: Plugin) -> dict[tuple[str, str], tuple[Model, Canonical]]:
    return {(model.type, model.id): (model, canonical(model.node)) for model in plugin.models}


def _differing(one: Model, other: Model) -> list[str]:
    names = dict.fromkeys([key.text for key, _ in one.node.entries] + [key.text for key, _ in other.node.entries])
    return [name for name in names if _value(one, name) != _value(other, name)]


def _value(model: Model, name: str) -> Canonical | None:
    found = model.node.get(name)
    return canonical(found) if found is not None else None

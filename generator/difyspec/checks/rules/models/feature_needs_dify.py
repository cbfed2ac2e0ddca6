"""D873."""

from __future__ import annotations

import re
from collections.abc import Iterator

from difyspec.checks.rule import UNSAFE, WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics.fix import AddKey, Fix, SetValue, unsafe
from difyspec.layout.tree import down, text_at
from difyspec.source import MapNode

# Features that came later than plugins did, and the first version of Dify that knows them.
NEEDS = {"polling": (1, 15, 0)}


@rule("D873", WARNING, UNSAFE)
def feature_needs_dify(plugin: Plugin) -> Iterator[Hit]:
    """A feature needs a newer Dify than the manifest asks for

    Dify's own list of features is closed: a version that does not know one refuses the model. `polling` came with
    Dify 1.15.0. Told once for each feature.

    Why: The plugin installs in an older Dify, and its models cannot be used there.

    Fix: Write the version as `minimum_dify_version` under `meta` of the manifest.

    Wrong:
        minimum_dify_version: 1.5.0

    Right:
        minimum_dify_version: 1.15.0
    """
    stated = text_at(plugin.manifest, "meta", "minimum_dify_version")
    asked = tuple(int(part) for part in re.findall(r"\d+", stated or "")[:3])
    for feature, needed in NEEDS.items():
        models = [model for model in plugin.models if feature in model.features]
        if models and asked < needed:
            version = ".".join(str(part) for part in needed)
            says = f"asks for {stated}" if stated else "states no `minimum_dify_version`"
            message = f"`{feature}` of `{models[0].id}` needs Dify {version}, and the manifest {says}"
            yield Hit(models[0].features[feature].span, message, fix=_fix(plugin, version))


def _fix(plugin: Plugin, version: str) -> Fix | None:
    """The version in the manifest."""
    meta = down(plugin.manifest, "meta")
    if not isinstance(meta, MapNode):
        return None
    there = meta.get("minimum_dify_version") is not None
    path = ("meta", "minimum_dify_version")
    edit = SetValue(path, version) if there else AddKey(("meta",), path[-1], version, ("version", "arch"))
    return unsafe(meta.span.file, edit)

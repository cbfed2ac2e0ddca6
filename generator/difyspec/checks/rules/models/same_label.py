"""D875."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.checks.views.plugin import Plugin
from difyspec.diagnostics import Related
from difyspec.layout.tree import text_at


@rule("D875", INFO)
def same_label(plugin: Plugin) -> Iterator[Hit]:
    """Two models are shown under the same name

    Told of models of one type that are not deprecated.

    Why: Users cannot tell them apart.

    Fix: Give each a label of its own.

    Wrong:
        # two files
        model: acme-chat-2
        label: {en_US: Acme Chat}

    Right:
        model: acme-chat-2
        label: {en_US: Acme Chat 2}
    """
    first: dict[tuple[str, str], Model] = {}
    for model in plugin.models:
        label = text_at(model.node, "label", "en_US")
        if not label or model.deprecated:
            continue
        other = first.setdefault((model.type, label), model)
        if other is not model and other.id != model.id:
            related = (Related(other.at("label", "en_US"), "the other one"),)
            message = f"`{other.id}` and `{model.id}` are both shown as `{label}`"
            yield Hit(model.at("label", "en_US"), message, related=related)

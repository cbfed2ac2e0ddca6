"""D810."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import ERROR, Hit, rule
from difyspec.checks.views.refusals import Refusals
from difyspec.loaders import Trouble


@rule("D810", ERROR)
def wrong_kind(refused: Refusals) -> Iterator[Hit]:
    """The plugin offers nothing, or models together with something else

    A plugin with models can be nothing else: no tools, endpoints, agents, datasources or triggers.

    Why: Dify refuses to install it.

    Fix: Name the provider's YAML under `plugins.models`, and make another plugin of the rest.

    Wrong:
        plugins: {}

    Right:
        plugins: {models: [provider/acme.yaml]}
    """
    for one in refused.of(Trouble.KIND):
        yield Hit(one.refusal.span, one.message, one.refusal.help)

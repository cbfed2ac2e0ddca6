"""D972."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import INFO, Hit, rule
from difyspec.checks.views.many import Plugins, same_models
from difyspec.checks.views.model import Model
from difyspec.diagnostics import Related

_OTHERS = 3
# What is the model's and not the host's to decide.
_TRAITS = ("vision", "audio", "video", "agent-thought")


@rule("D972", INFO)
def features_differ(plugins: Plugins) -> Iterator[Hit]:
    """One provider differs from all others in what a model can do

    Told where at least three other providers agree about vision, audio, video or agent-thought.

    Why: Dify offers images or thoughts where the model cannot have them, or does not offer them where it can.

    Fix: Look it up, and correct `features`.

    Wrong:
        features: [tool-call]  # elsewhere [tool-call, vision]

    Right:
        features: [tool-call, vision]
    """
    for found in same_models(plugins):
        models = [model for model in found if not model.deprecated]
        for trait in _TRAITS:
            having = [model for model in models if trait in model.features]
            lacking = [model for model in models if trait not in model.features]
            yield from _odd(trait, having, lacking)


def _odd(trait: str, having: list[Model], lacking: list[Model]) -> Iterator[Hit]:
    for few, many, verb in ((having, lacking, "has"), (lacking, having, "lacks")):
        if len(few) == 1 and len(many) >= _OTHERS:
            related = (Related(many[0].name_at, f"for example in {many[0].plugin.name}"),)
            message = f"only here `{few[0].id}` {verb} `{trait}`, unlike in {len(many)} other plugins"
            yield Hit(few[0].at("features"), message, related=related)

"""D870."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.model import Model
from difyspec.loaders.sdk.vocabulary import MODEL_TYPES


@rule("D870", WARNING)
def wrong_folder(model: Model) -> Iterator[Hit]:
    """A model lies among the models of another type

    Its `model_type` is not that of the key of `models` whose patterns match the file.

    Why: The loaders take it for what `model_type` says, in an order that the list of positions of the other type
    gives; it is mostly a copy that was forgotten, beside another file for the same model.

    Fix: Move the file to the folder of its type, correct `model_type`, or delete the copy.

    Wrong:
        # models/llm/acme-embed.yaml
        model_type: text-embedding

    Right:
        # models/text_embedding/acme-embed.yaml
        model_type: text-embedding
    """
    if model.type in MODEL_TYPES and model.keys and model.type.replace("-", "_") not in model.keys:
        message = f"`{model.id}` is of type {model.type} and lies among the models of `{model.keys[0]}`"
        yield Hit(model.at("model_type"), message)

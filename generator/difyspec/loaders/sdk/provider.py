"""The provider's YAML as the SDK reads it: dify_plugin entities/model/provider.py, `ModelProviderConfiguration`."""

from __future__ import annotations

from difyspec.layout.globs import BadPatternError, sdk_matches
from difyspec.layout.tree import Path
from difyspec.loaders.refusals import Refusal, Trouble
from difyspec.loaders.sdk.scalars import (
    BOOL,
    I18N,
    INTEGER,
    MAYBE_I18N,
    MAYBE_TEXT,
    SDK,
    TEXT,
    TEXTS,
    word,
    words,
)
from difyspec.loaders.sdk.vocabulary import MODEL_TYPES
from difyspec.loaders.shapes import ANYTHING, Items, Need, Record, described
from difyspec.provider.vocabulary import FORM_TYPES, METHODS
from difyspec.source import MapNode, Node, ScalarNode

_SHOW_ON = Items(SDK, Record(SDK, {"variable": Need(TEXT, SDK), "value": Need(TEXT, SDK)}))
_OPTION = Record(SDK, {"label": Need(I18N, SDK), "value": Need(TEXT, SDK), "show_on": Need(_SHOW_ON)})
FIELD = Record(
    SDK,
    {
        "variable": Need(TEXT, SDK),
        "label": Need(I18N, SDK),
        "type": Need(word(*FORM_TYPES), SDK),
        "required": Need(BOOL),
        "default": Need(MAYBE_TEXT),
        "options": Need(Items(SDK, _OPTION, null=True)),
        "placeholder": Need(MAYBE_I18N),
        "max_length": Need(INTEGER),
        "show_on": Need(_SHOW_ON),
    },
)
_FIELDS = Need(Items(SDK, FIELD), SDK)
_NAME = Record(SDK, {"label": Need(I18N, SDK), "placeholder": Need(MAYBE_I18N)})
_PYTHON = Record(SDK, {"provider_source": Need(TEXT, SDK), "model_sources": Need(TEXTS)})


class _Pattern:
    """A pattern that `Path.glob` can use."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses what is no text, and patterns that cannot be looked for."""
        before = len(out)
        TEXT.look(node, path, out)
        if len(out) == before and isinstance(node, ScalarNode):
            try:
                sdk_matches(node.text, ())
            except BadPatternError as error:
                message = f"the pattern `{node.text}` {error}"
                remedy = "Write a path within the plugin, with `*` inside of names."
                out.append(Refusal(Trouble.FORMAT, SDK, node.span, path, message, remedy))


def _models(node: MapNode, path: Path, out: list[Refusal]) -> None:
    """`validate_models`: `models` is a map, and `predefined` of each type a list of patterns."""
    models = node.get("models")
    if models is None:
        return
    if not isinstance(models, MapNode):
        message = f"`models` is {described(models)}, where a map is due"
        remedy = "Write a map from model types to `predefined` and `position`."
        out.append(Refusal(Trouble.TYPE, SDK, models.span, (*path, "models"), message, remedy))
        return
    for key, value in models.entries:
        if key.text in ("llm", "text_embedding", "rerank", "tts", "speech2text", "moderation"):
            Record(SDK, {"predefined": Need(Items(SDK, _Pattern()))}).look(value, (*path, "models", key.text), out)


PROVIDER = Record(
    SDK,
    {
        "provider": Need(TEXT, SDK),
        "label": Need(I18N, SDK),
        "description": Need(MAYBE_I18N),
        "icon_small": Need(MAYBE_I18N),
        "icon_large": Need(MAYBE_I18N),
        "icon_small_dark": Need(MAYBE_I18N),
        "icon_large_dark": Need(MAYBE_I18N),
        "background": Need(MAYBE_TEXT),
        "help": Need(Record(SDK, {"title": Need(I18N, SDK), "url": Need(I18N, SDK)}, null=True)),
        "supported_model_types": Need(words(*MODEL_TYPES), SDK),
        "configurate_methods": Need(words(*METHODS), SDK),
        "provider_credential_schema": Need(Record(SDK, {"credential_form_schemas": _FIELDS}, null=True)),
        "model_credential_schema": Need(
            Record(SDK, {"model": Need(_NAME, SDK), "credential_form_schemas": _FIELDS}, null=True)
        ),
        "position": Need(ANYTHING),
        "extra": Need(Record(SDK, {"python": Need(_PYTHON, SDK)}), SDK),
    },
    extra=(_models,),
)

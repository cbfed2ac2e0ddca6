"""What people write out of habit with Dify's YAML and with other tools, and what it is called in a spec."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from difyspec.diagnostics import nearest

MEANT: Mapping[str, tuple[str, ...]] = {
    # models
    "context_window": ("context_size",),
    "context_length": ("context_size",),
    "max_context": ("context_size",),
    "max_context_length": ("context_size",),
    "max_input_tokens": ("context_size",),
    "n_ctx": ("context_size",),
    "max_output_tokens": ("max_tokens",),
    "output_tokens": ("max_tokens",),
    "pricing": ("price",),
    "cost": ("price",),
    "profile": ("use",),
    "like": ("use",),
    "preset": ("use",),
    "extends": ("use", "like"),
    "inherit": ("use", "like"),
    "inherits": ("use", "like"),
    "parameter_rules": ("parameters",),
    "params": ("parameters",),
    "capabilities": ("features",),
    "abilities": ("features",),
    # parameters and fields
    "use_template": ("template",),
    "minimum": ("min",),
    "maximum": ("max",),
    "ge": ("min",),
    "le": ("max",),
    "enum": ("options", "string"),
    "choices": ("options",),
    "description": ("help",),
    "tooltip": ("help",),
    "title": ("label",),
    # types of fields and parameters
    "secret_input": ("secret",),
    "password": ("secret",),
    "text_input": ("text",),
    "str": ("string", "text"),
    "switch": ("toggle",),
    "boolean": ("toggle", "bool"),
    "bool": ("boolean", "toggle"),
    "checkbox": ("toggle",),
    "dropdown": ("select",),
    "number": ("float", "int"),
    "integer": ("int",),
    "double": ("float",),
    # model types
    "embedding": ("text-embedding",),
    "embeddings": ("text-embedding",),
    "asr": ("speech2text",),
    "stt": ("speech2text",),
    "speech_to_text": ("speech2text",),
    "audio_transcription": ("speech2text",),
    "text_to_speech": ("tts",),
    "transcription": ("speech2text",),
    "speech": ("tts",),
    "text2speech": ("tts",),
    "chat": ("llm",),
    "completion": ("llm",),
    "reranker": ("rerank",),
    # modes
    "complete": ("completion",),
    # features
    "function_calling": ("tool-call",),
    "function_call": ("tool-call",),
    "tools": ("tool-call",),
    "tool_use": ("tool-call",),
    "parallel_tool_calls": ("multi-tool-call",),
    "image": ("vision",),
    "images": ("vision",),
    "multimodal": ("vision",),
    "reasoning": ("agent-thought",),
    "thinking": ("agent-thought",),
    "json_schema": ("structured-output",),
    "json_mode": ("structured-output",),
    "pdf": ("document",),
    "file": ("document",),
    # transport
    "base_url": ("endpoint",),
    "api_base": ("endpoint",),
    "url": ("endpoint",),
    "authentication": ("auth",),
    "token": ("bearer",),
    "api_key": ("bearer",),
    "if": ("when",),
    "condition": ("when",),
    "value": ("then",),
    "otherwise": ("else",),
    "default": ("else",),
    "add": ("set",),
    "remove": ("drop",),
    "delete": ("drop",),
    "move": ("rename",),
    "map": ("rename",),
    "models": ("match",),
    "pattern": ("match",),
    "true": ("send", "from_features"),
    "yes": ("send", "from_features"),
    "false": ("drop", "none"),
    "no": ("drop", "none"),
    "off": ("drop", "none"),
    # failures
    "invokeconnectionerror": ("connection",),
    "invokeserverunavailableerror": ("server_unavailable",),
    "invokeratelimiterror": ("rate_limit",),
    "invokeauthorizationerror": ("authorization",),
    "invokebadrequesterror": ("bad_request",),
    "unauthorized": ("authorization",),
    "quota": ("rate_limit",),
    "throttled": ("rate_limit",),
    "timeout": ("connection",),
    "unavailable": ("server_unavailable",),
    "invalid_request": ("bad_request",),
}
"""Words of other tools, in small letters with underscores, and what may be meant: the first that is known counts."""

_IMPORT = "`difyspec import` makes a spec of a whole plugin."
_BESIDE = "Write `mode`, `context_size` and the other properties directly beside each other."

DIFYS: Mapping[str, str] = {
    "model_properties": _BESIDE,
    "model_type": "A model stands in the list of its type, as in `models: {llm: {predefined: [NAME: {…}]}}`.",
    "supported_model_types": "The types follow from `models`; `types` changes their order.",
    "configurate_methods": "The methods follow from the forms in `credentials`.",
    "provider_credential_schema": f"Write the form as `credentials: {{provider: [api_key]}}`; {_IMPORT}",
    "model_credential_schema": f"Write the form as `credentials: {{model: [api_key]}}`; {_IMPORT}",
    "credential_form_schemas": "Write `provider: [api_key]` or `model: [api_key]`: a list of fields.",
    "icon_small": "Write `icons: {small: FILE}`; an `icon.svg` beside the spec is found by itself.",
    "icon_large": "Write `icons: {large: FILE}`.",
    "position": "Models have the order in which they are listed.",
    "extra": "Which Python files there are follows from `transport`; what has no key of its own goes to `raw`.",
    "identity": "Author and name of the plugin stand in `plugin`; what has no key of its own goes to `raw`.",
    "author": "Write `plugin: {author: NAME, version: 0.1.0}`.",
    "version": "Write `plugin: {author: NAME, version: 0.1.0}`.",
    "meta": "The manifest follows from `plugin`.",
    "resource": "Write `plugin: {memory: BYTES, permissions: {model: [llm]}}`.",
    "variable": "The name of a field is its key, as in `- api_key: {type: secret}`.",
}
"""Keys of Dify's YAML that a spec has in no such place, and what to write instead."""


def guess(name: str, known: Collection[str]) -> str | None:
    """The word most likely meant: what is called so elsewhere, or else the nearest spelling; None if there is none."""
    return _elsewhere(name, known) or nearest(name, known)


def remedy(name: str, known: Collection[str]) -> str | None:
    """What to write instead of another tool's key or Dify's; None for any other name."""
    meant = _elsewhere(name, known)
    return f"This is called `{meant}` here." if meant else DIFYS.get(name)


def _elsewhere(name: str, known: Iterable[str]) -> str | None:
    there = set(known)
    meant = MEANT.get(name.casefold().replace("-", "_").replace(" ", "_"), ())
    return next((one for one in meant if one in there), None)

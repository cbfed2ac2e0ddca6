"""D951."""

from __future__ import annotations

from collections.abc import Iterator

from difyspec.checks.rule import WARNING, Hit, rule
from difyspec.checks.views.plugin import Plugin

# What the SDK's OpenAI-compatible classes read by themselves (dify_plugin interfaces/model/openai_compatible/).
_SDK = frozenset(
    (
        "api_key",
        "audio_type",
        "context_size",
        "currency",
        "endpoint_model_name",
        "endpoint_url",
        "extra_headers",
        "frequency_penalty",
        "function_calling_type",
        "input_price",
        "max_chunks",
        "max_tokens_to_sample",
        "mode",
        "output_price",
        "presence_penalty",
        "stream_mode_auth",
        "stream_mode_delimiter",
        "temperature",
        "top_p",
        "unit",
        "validate_credentials_max_tokens",
        "video_support",
        "vision_support",
        "voices",
        "word_limit",
    )
)


@rule("D951", WARNING)
def unused_credential(plugin: Plugin) -> Iterator[Hit]:
    """A form asks for something that Python never reads

    Told where the name occurs nowhere in the plugin's Python, and credentials are not read by computed names or
    passed on as a whole.

    Why: Users fill in a field that does nothing.

    Fix: Use the value, or remove the field.

    Wrong:
        - {variable: organisation, type: text-input, required: false, label: {en_US: Organisation}}

    Right:
        - variable: api_key
          type: secret-input
          required: true
    """
    modules = plugin.layout.modules
    sources = [name for name, _ in plugin.layout.sources]
    complete = (
        sources and plugin.layout.whole and all(name in modules and modules[name].trouble is None for name in sources)
    )
    if not complete or any(module.credentials.dynamic for module in modules.values()):
        return
    said = {text for module in modules.values() for text in module.texts | module.names | module.attributes}
    told: set[str] = set()
    for field in plugin.fields:
        controls = any(field.variable == variable for one in plugin.fields for variable, _, _ in one.conditions)
        if field.variable not in said | _SDK | told and not controls:
            told.add(field.variable)
            yield Hit(field.at(), f"nothing in the plugin's Python reads `{field.variable}`")

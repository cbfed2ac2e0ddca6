"""The text of a first spec."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~/:-]*[A-Za-z0-9/]")
_PLAIN = re.compile(r"[A-Za-z_/][A-Za-z0-9_/.-]*(?: [A-Za-z0-9_/.-]+)*")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))

PROTOCOLS = {
    "llm": "openai.chat",
    "text-embedding": "openai.embeddings",
    "rerank": "jina.rerank",
    "speech2text": "openai.transcriptions",
    "tts": "openai.speech",
    "moderation": "openai.moderations",
}
_CHAT = "mode: chat, features: [tool-call, multi-tool-call, stream-tool-call], "
_CHAT += "parameters: [temperature, top_p, max_tokens: {default: 1024, min: 1%s}]"
_VOICES = "default_voice: alloy, voices: {language: [en-US], list: [alloy: Alloy]}"
_COLUMNS = {
    "text-embedding": "context_size: 8192, max_chunks: 16",
    "rerank": "context_size: 8192",
    "speech2text": "file_upload_limit: 25, supported_file_extensions: 'flac,mp3,mp4,mpeg,mpga,m4a,ogg,wav,webm'",
    "tts": f"{_VOICES}, word_limit: 4096, audio_type: mp3",
    "moderation": "max_chunks: 32, max_characters_per_chunk: 2000",
}
_PREDEFINED = {"llm": "use: chat, context_size: 8192, max_tokens: 4096", **_COLUMNS}
_CUSTOM = {
    "llm": "context_size: $(cred.context_size), " + _CHAT % ", max: 4096",
    **{type_: columns.replace("8192", "$(cred.context_size)") for type_, columns in _COLUMNS.items()},
}
_SIZED = ("llm", "text-embedding", "rerank")  # whose context size users state where models are theirs
_EXAMPLES = {
    "llm": "chat",
    "text-embedding": "embed",
    "rerank": "rerank",
    "speech2text": "transcribe",
    "tts": "speak",
    "moderation": "moderate",
}


@dataclass(frozen=True, slots=True)
class NewSpec:
    """What a first spec is about.

    With an `endpoint` the provider has one address and a list of models, by type; without, users name the address of
    their own server and the models on it. `schema` is where editors find the language's JSON Schema.
    """

    provider: str
    label: str
    author: str
    created_at: str
    schema: str
    models: dict[str, list[str]]
    endpoint: str | None = None


def spec_text(new: NewSpec) -> str:
    """The whole ``provider.yaml``."""
    parts = [_head(new), _hosted(new) if new.endpoint else _own(new)]
    return "\n".join(parts)


def quoted(text: str) -> str:
    """A text as YAML reads it back in any position, without quotes where that is sure."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _address(url: str) -> str:
    """An address; outside of brackets its colons need no quotes."""
    return url if _ADDRESS.fullmatch(url) else quoted(url)


def _head(new: NewSpec) -> str:
    return f"""\
# yaml-language-server: $schema={new.schema}
spec: 1
provider: {new.provider}
label: {quoted(new.label)}
description: {quoted(f"Models of {new.label}.")}
background: '#F2F4F7'
plugin: {{author: {quoted(new.author)}, version: 0.0.1, created_at: '{new.created_at}'}}
"""


def _hosted(new: NewSpec) -> str:
    first, names = next(iter(new.models.items()))
    return f"""\
credentials:
  provider:
    - api_key

# One line a model. Check the limits: these are guesses. Prices: pricing: USD per 1M, then price: 0.50/1.50
models:
{_catalogues(new)}
transport:
  endpoint: {_address(new.endpoint or "")}
  auth: {{bearer: $(cred.api_key)}}
{_protocols(new)}
validation:
  provider: {{{first}: {quoted(names[0])}}}
"""


def _own(new: NewSpec) -> str:
    sized = [type_ for type_ in new.models if type_ in _SIZED]
    size = f"    - context_size: {{for: [{', '.join(sized)}]}}\n" if sized else ""
    columns = "".join(f"  {type_}:\n    custom: {{{_CUSTOM[type_]}}}\n" for type_ in new.models)
    return f"""\
# What users fill in for each model of theirs.
credentials:
  model_name: {{label: Model Name}}
  model:
    - endpoint_url
    - api_key: {{required: false}}
{size}
# What a model is whose name only the user knows.
models:
{columns}
transport:
  endpoint: $(cred.endpoint_url)
  auth: {{bearer: $(cred.api_key)}}
{_protocols(new).rstrip()}
"""


def _catalogues(new: NewSpec) -> str:
    lines: list[str] = []
    for type_, names in new.models.items():
        lines.append(f"  {type_}:")
        if type_ == "llm":
            lines += ["    profiles:", f"      chat: {{{_CHAT % ''}}}"]
        lines += ["    predefined:", *(f"      - {quoted(name)}: {{{_PREDEFINED[type_]}}}" for name in names)]
    return "\n".join(lines) + "\n"


def _protocols(new: NewSpec) -> str:
    return "\n".join(f"  {type_}: {PROTOCOLS[type_]}" for type_ in new.models) + "\n"


def example_model(provider: str, type_: str) -> str:
    """A name for a first model, to be replaced."""
    return f"{provider}-{_EXAMPLES[type_]}"

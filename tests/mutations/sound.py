"""What is spoilt: a model with every key, and which of its words, keys and numbers are bound to what."""

from __future__ import annotations

FULL_MODEL = """model: acme-chat
label:
  en_US: Acme Chat
  zh_Hans: 聊天
model_type: llm
features:
  - tool-call
  - vision
  - stream-tool-call
model_properties:
  mode: chat
  context_size: 131072
parameter_rules:
  - name: temperature
    use_template: temperature
    label:
      en_US: Temperature
    type: float
    default: 0.7
    min: 0
    max: 2
    precision: 2
  - name: style
    type: string
    label:
      en_US: Style
    help:
      en_US: Help
    options: [a, b]
    default: a
    required: false
  - name: max_tokens
    use_template: max_tokens
    label:
      en_US: Max
    type: int
    default: 512
    min: 1
    max: 4096
pricing:
  input: '0.5'
  output: '1.5'
  unit: '0.000001'
  currency: USD
"""
WORDS = ("model_type", "use_template", "features", "supported_model_types", "configurate_methods", "arch", "currency")
REQUIRED = (
    *("version", "type", "author", "name", "label", "description", "icon", "created_at", "resource", "plugins", "meta"),
    *(
        "memory",
        "arch",
        "runner",
        "language",
        "entrypoint",
        "en_US",
        "provider",
        "supported_model_types",
        "extra",
        "python",
    ),
    *("configurate_methods", "variable", "credential_form_schemas", "provider_source", "model", "model_type"),
    *("model_properties", "input", "unit", "currency", "mode", "context_size"),
)
_CHAT, _EMBED, _VOICE = (
    "models/llm/acme-chat.yaml",
    "models/text_embedding/acme-embed.yaml",
    "models/tts/acme-voice.yaml",
)
_MANIFEST, _PROVIDER = "manifest.yaml", "provider/acme.yaml"
# What is required elsewhere by that name, and not here.
OPTIONAL = ((_PROVIDER, "description"), (_EMBED, "context_size"))
# Values that leave what a loader, the SDK's own check or good sense allow.
RANGES = (
    (_CHAT, "default: 0.7", "default: 2.5"),
    (_CHAT, "default: 0.7", "default: -0.1"),
    (_CHAT, "default: 0.7", "default: 0.123"),
    (_CHAT, "default: 0.7", "default: '0.7'"),
    (_CHAT, "default: 512", "default: 5000"),
    (_CHAT, "default: 512", "default: 0"),
    (_CHAT, "default: 512", "default: 1.5"),
    (_CHAT, "default: a", "default: c"),
    (_CHAT, "default: a", "default: 5"),
    (_CHAT, "options: [a, b]", "options: [a, a]"),
    (_CHAT, "min: 1", "min: 9000"),
    (_CHAT, "min: 0", "min: 3"),
    (_CHAT, "max: 4096", "max: 999999"),
    (_CHAT, "max: 4096", "max: 0"),
    (_CHAT, "context_size: 131072", "context_size: -1"),
    (_CHAT, "context_size: 131072", "context_size: 0"),
    (_CHAT, "context_size: 131072", "context_size: 1.5"),
    (_CHAT, "unit: '0.000001'", "unit: '1000'"),
    (_CHAT, "unit: '0.000001'", "unit: '0.0000001'"),
    (_CHAT, "unit: '0.000001'", "unit: '0.001'"),
    (_CHAT, "unit: '0.000001'", "unit: '0'"),
    (_CHAT, "input: '0.5'", "input: '-0.5'"),
    (_CHAT, "input: '0.5'", "input: '5000'"),
    (_CHAT, "input: '0.5'", "input: 0,5"),
    (_CHAT, "model: acme-chat", "model: " + "a" * 256),
    (_CHAT, "name: style", "name: " + "a" * 256),
    (_CHAT, "en_US: Acme Chat", "en_US: " + "a" * 1024),
    (_CHAT, "zh_Hans: 聊天", "zh_Hans: " + "聊" * 1024),
    (_CHAT, "zh_Hans: 聊天", "zh_Hans: ''"),
    (_EMBED, "context_size: 8192", "context_size: -8192"),
    (_EMBED, "max_chunks: 32", "max_chunks: 0"),
    (_EMBED, "max_chunks: 32", "max_chunks: many"),
    (_EMBED, "input: '0.02'", "input: '200'"),
    (_VOICE, "default_voice: alloy", "default_voice: echo"),
    (_VOICE, "word_limit: 500", "word_limit: -1"),
    (_VOICE, "max_workers: 4", "max_workers: 0"),
    (_VOICE, "language: [en-US]", "language: []"),
    (_MANIFEST, "version: 0.1.0", "version: 0.1"),
    (_MANIFEST, "version: 0.1.0", "version: 12345.0.0"),
    (_MANIFEST, "version: 0.1.0", "version: 0.1.0-x"),
    (_MANIFEST, "author: acme", "author: " + "a" * 65),
    (_MANIFEST, "author: acme", "author: Acme Inc."),
    (_MANIFEST, "name: acme", "name: " + "a" * 129),
    (_MANIFEST, "name: acme", "name: Acme"),
    (_MANIFEST, "memory: 268435456", "memory: 0"),
    (_MANIFEST, "memory: 268435456", "memory: 1048576"),
    (_MANIFEST, "memory: 268435456", "memory: 256MB"),
    (_MANIFEST, "en_US: Acme", "en_US: ''"),
    (_MANIFEST, "icon: icon.svg", "icon: " + "i" * 129),
    (_MANIFEST, "icon: icon.svg", "icon: logo.svg"),
    (_MANIFEST, "created_at: '2025-01-31T12:00:00Z'", "created_at: '2025-01-31'"),
    (_MANIFEST, "created_at: '2025-01-31T12:00:00Z'", "created_at: '2025-13-31T12:00:00Z'"),
    (_MANIFEST, "version: '3.12'", "version: '3.10'"),
    (_MANIFEST, "version: '3.12'", "version: 3.12"),
    (_MANIFEST, "arch: [amd64, arm64]", "arch: [x86]"),
    (_MANIFEST, "provider/acme.yaml", "provider/none.yaml"),
    (_PROVIDER, "predefined: [models/llm/*.yaml]", "predefined: [models/lm/*.yaml]"),
    (_PROVIDER, "position: models/llm/_position.yaml", "position: models/llm/_positions.yaml"),
    (_PROVIDER, "provider_source: provider/acme.py", "provider_source: provider/none.py"),
    (_PROVIDER, "models/llm/llm.py", "models/llm/none.py"),
    (_PROVIDER, "variable: api_key", "variable: " + "a" * 256),
    (_PROVIDER, "type: secret-input", "type: text-input"),
    (_PROVIDER, "default: chat", "default: talk"),
    (_PROVIDER, "provider: acme", "provider: " + "a" * 256),
)

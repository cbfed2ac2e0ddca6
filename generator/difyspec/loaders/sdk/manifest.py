"""``manifest.yaml`` as the SDK reads it: dify_plugin core/entities/plugin/setup.py, `PluginConfiguration`."""

from __future__ import annotations

import re

from difyspec.loaders.refusals import Gate, Trouble
from difyspec.loaders.sdk.scalars import (
    I18N,
    INTEGER,
    MAYBE_BOOL,
    MAYBE_TEXT,
    SDK,
    TEXT,
    TEXTS,
    TIME,
    is_text,
    word,
    words,
)
from difyspec.loaders.shapes import Limit, Need, Record, Value
from difyspec.provider.vocabulary import ARCHITECTURES

# `packaging.version.Version`, i.e. PEP 440 with its appendix B.
_VERSION = re.compile(
    r"\s*v?(?:\d+!)?\d+(?:\.\d+)*(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?"
    r"(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?(?:[-_.]?dev[-_.]?\d*)?(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?\s*",
    re.IGNORECASE,
)
_STORAGE = (1024, 1_073_741_824)


def is_version(text: str) -> bool:
    """Whether Python's `packaging` takes a text for a version."""
    return bool(_VERSION.fullmatch(text))


def _matching(pattern: str) -> Limit:
    regex = re.compile(pattern)
    return Limit(
        Gate.SDK,
        Trouble.FORMAT,
        lambda text: bool(regex.fullmatch(text)),
        "have only small letters, digits, `_` and `-`",
        "Write small letters, digits, `_` and `-`.",
    )


def _stored(text: str) -> bool:
    return not text.lstrip("-").isdigit() or _STORAGE[0] <= int(text) <= _STORAGE[1]


_PEP440 = Limit(
    SDK,
    Trouble.FORMAT,
    is_version,
    "be a version as Python knows it",
    "Write three numbers, perhaps with -a1, -b1, -rc1, -dev1 or -post1 behind them.",
)
_FLAGS = {name: Need(MAYBE_BOOL) for name in ("enabled",)}
_MODEL_FLAGS = {
    name: Need(MAYBE_BOOL)
    for name in ("enabled", "llm", "text_embedding", "rerank", "tts", "speech2text", "moderation")
}
_SIZE = Limit(
    SDK,
    Trouble.LIMIT,
    _stored,
    "lie between 1024 and 1073741824 bytes",
    "Write a size in bytes, or leave `storage` out.",
)
_FLAG = Record(SDK, _FLAGS, null=True)
_PERMISSION = Record(
    SDK,
    {
        "tool": Need(_FLAG),
        "model": Need(Record(SDK, _MODEL_FLAGS, null=True)),
        "node": Need(_FLAG),
        "endpoint": Need(_FLAG),
        "app": Need(_FLAG),
        "storage": Need(
            Record(SDK, {**_FLAGS, "size": Need(Value(SDK, INTEGER.takes, INTEGER.due, (_SIZE,)))}, null=True)
        ),
    },
    null=True,
)
_RUNNER = Record(
    SDK,
    {"language": Need(word("python"), SDK), "version": Need(TEXT, SDK), "entrypoint": Need(TEXT, SDK)},
)
_META = Record(
    SDK,
    {
        "version": Need(TEXT, SDK),
        "arch": Need(words(*ARCHITECTURES), SDK),
        "runner": Need(_RUNNER, SDK),
        "minimum_dify_version": Need(Value(SDK, is_text, "a text", (_PEP440,), null=True)),
    },
)
_KINDS = ("tools", "models", "endpoints", "agent_strategies", "datasources", "triggers")

MANIFEST = Record(
    SDK,
    {
        "version": Need(Value(SDK, is_text, "a text", (_PEP440,)), SDK),
        "type": Need(word("plugin"), SDK),
        "author": Need(Value(SDK, is_text, "a text", (_matching("[a-zA-Z0-9_-]{1,64}"),), null=True), SDK),
        "name": Need(Value(SDK, is_text, "a text", (_matching("[a-z0-9_-]{1,128}"),)), SDK),
        "repo": Need(MAYBE_TEXT),
        "description": Need(I18N, SDK),
        "icon": Need(TEXT, SDK),
        "icon_dark": Need(MAYBE_TEXT),
        "label": Need(I18N, SDK),
        "created_at": Need(TIME, SDK, help="Write the time of the plugin's making: '2025-01-31T12:00:00Z'."),
        "resource": Need(Record(SDK, {"memory": Need(INTEGER, SDK), "permission": Need(_PERMISSION)}), SDK),
        "plugins": Need(Record(SDK, {kind: Need(TEXTS) for kind in _KINDS}), SDK),
        "meta": Need(_META, SDK),
    },
)

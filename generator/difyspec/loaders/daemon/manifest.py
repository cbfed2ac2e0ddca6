"""``manifest.yaml`` as the daemon reads it: plugin_declaration.go and manifest_entities/ of dify-plugin-daemon bdb5642.

The tags of the manifest run whenever a plugin is packed; `ManifestValidate` when it is installed.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from difyspec.layout.tree import Path, down, items_at
from difyspec.loaders.daemon.scalars import (
    BOOL,
    INTEGER,
    PACKAGE,
    TEXT,
    TEXTS,
    TIME,
    following,
    i18n,
    limited,
    matching,
    word,
)
from difyspec.loaders.daemon.vocabulary import KINDS
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.shapes import Items, Need, Record, Value, shown
from difyspec.provider.vocabulary import ARCHITECTURES, TAGS
from difyspec.source import MapNode, Node, ScalarNode

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){2}(-\w{1,16})?", re.ASCII)
_STORAGE = (1024, 1_073_741_824)
_UUID = re.compile(r"[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")


def is_version(text: str) -> bool:
    """manifest_entities/version.go."""
    return bool(_VERSION.fullmatch(text))


def _is_url(text: str) -> bool:
    """The validator's `url`: a scheme and something after it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path or parts.fragment)) and ":" in text


def _required(value: object, **more: str) -> Need:
    return Need(value, PACKAGE, filled=True, help=more.get("help", ""))  # type: ignore[arg-type]


_WRITE_VERSION = "Write three numbers, perhaps with -a1, -b1, -rc1, -dev1 or -post1 behind them."
_IS_VERSION = following(PACKAGE, is_version, "be three numbers such as 0.1.0", _WRITE_VERSION)
_LABEL = i18n(PACKAGE, null=False)
_NAMED = "Write small letters, digits, `_` and `-`."
_AUTHOR = Value(
    PACKAGE,
    TEXT.takes,
    "a text",
    (
        *limited(PACKAGE, most=64).limits,
        matching(Gate.INSTALL, "[a-z0-9_-]{1,64}", "have only small letters, digits, `_` and `-`", _NAMED),
        # service/plugin_decoder.go: a UUID is taken for a tenant's own plugin.
        matching(Gate.INSTALL, f"(?!{_UUID.pattern}$).*", "be no UUID", "Write a name."),
    ),
    null=True,
)
_NAME = Value(
    PACKAGE,
    TEXT.takes,
    "a text",
    (
        *limited(PACKAGE, most=128).limits,
        matching(Gate.INSTALL, "[a-z0-9_-]{1,128}", "have only small letters, digits, `_` and `-`", _NAMED),
    ),
    null=True,
)


def _storage(node: MapNode, path: Path, out: list[Refusal]) -> None:
    """plugin_declaration.go: the size is checked even where storage is not enabled."""
    storage = node.get("storage")
    if not isinstance(storage, MapNode):
        return
    size = storage.get("size")
    number = float(size.text) if isinstance(size, ScalarNode) and size.tag in ("int", "float") else 0
    if not _STORAGE[0] <= number <= _STORAGE[1]:
        span = (size or storage).span
        message = (
            "`resource.permission.storage.size` must lie between 1024 and 1073741824, also where it is not enabled"
        )
        remedy = "Leave `storage` out, or write a size in bytes."
        out.append(Refusal(Trouble.LIMIT, PACKAGE, span, (*path, "storage", "size"), message, remedy))


_FLAG = Record(PACKAGE, {"enabled": Need(BOOL)}, null=True)
_MODEL_FLAGS = ("enabled", "llm", "text_embedding", "rerank", "tts", "speech2text", "moderation")
_PERMISSION = Record(
    PACKAGE,
    {
        "tool": Need(_FLAG),
        "model": Need(Record(PACKAGE, {name: Need(BOOL) for name in _MODEL_FLAGS}, null=True)),
        "node": Need(_FLAG),
        "endpoint": Need(_FLAG),
        "app": Need(_FLAG),
        "storage": Need(Record(PACKAGE, {"enabled": Need(BOOL), "size": Need(INTEGER)}, null=True)),
    },
    null=True,
    extra=(_storage,),
)
_RUNNER = Record(
    PACKAGE,
    {
        "language": _required(word(PACKAGE, "python")),
        "version": _required(limited(PACKAGE, most=128)),
        "entrypoint": _required(limited(PACKAGE, most=256)),
    },
)
_META = Record(
    PACKAGE,
    {
        "version": _required(_IS_VERSION),
        "arch": _required(Items(PACKAGE, word(PACKAGE, *ARCHITECTURES), null=True)),
        "runner": Need(_RUNNER, PACKAGE),
        "minimum_dify_version": Need(TEXT),
    },
)


def _kinds(node: MapNode, path: Path, out: list[Refusal]) -> None:
    """ManifestValidate: a plugin is something, and a model provider is nothing else."""
    plugins = node.get("plugins")
    if plugins is None:
        return
    given = [kind for kind in KINDS if items_at(plugins, kind)]
    where: Path = (*path, "plugins")
    if not given:
        message, remedy = "the plugin offers nothing", "List the provider's YAML under `plugins.models`."
        out.append(Refusal(Trouble.KIND, Gate.INSTALL, plugins.span.start(), where, message, remedy))
    elif "models" in given and len(given) > 1:
        other = next(kind for kind in given if kind != "models")
        node_of = down(plugins, other) or plugins
        message = f"a plugin with `models` cannot have `{other}` as well"
        out.append(Refusal(Trouble.KIND, Gate.INSTALL, node_of.span, where, message, "Make two plugins of it."))


class _Author:
    """The author: may be missing for the packer, not for the installer."""

    def look(self, node: Node, path: Path, out: list[Refusal]) -> None:
        """Refuses an empty name at the installation, and whatever `_AUTHOR` refuses."""
        if isinstance(node, ScalarNode) and (not node.text or node.tag == "null"):
            message = f"`{shown(path)}` is empty"
            out.append(Refusal(Trouble.MISSING, Gate.INSTALL, node.span, path, message, "Write the author's name."))
        else:
            _AUTHOR.look(node, path, out)


MANIFEST = Record(
    PACKAGE,
    {
        "version": _required(_IS_VERSION),
        "type": _required(word(PACKAGE, "plugin")),
        "author": Need(_Author(), Gate.INSTALL),
        "name": _required(_NAME),
        "label": Need(_LABEL, PACKAGE),
        "description": Need(_LABEL, PACKAGE),
        "icon": _required(limited(PACKAGE, most=128)),
        "icon_dark": Need(limited(PACKAGE, most=128)),
        "created_at": _required(TIME, help="Write the time of the plugin's making: '2025-01-31T12:00:00Z'."),
        "resource": Need(Record(PACKAGE, {"memory": _required(INTEGER), "permission": Need(_PERMISSION)}), PACKAGE),
        "plugins": Need(
            Record(PACKAGE, {kind: Need(Items(PACKAGE, limited(PACKAGE, most=128), null=True)) for kind in KINDS}),
            PACKAGE,
        ),
        "meta": Need(_META, PACKAGE),
        "tags": Need(Items(PACKAGE, word(PACKAGE, *TAGS), null=True)),
        "repo": Need(following(PACKAGE, _is_url, "be a URL", "Write the address with https:// in front.")),
        "privacy": Need(TEXT),
        "verified": Need(BOOL),
    },
    extra=(_kinds,),
)
__all__ = ["MANIFEST", "TEXTS", "is_version"]

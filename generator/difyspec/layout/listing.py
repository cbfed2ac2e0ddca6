"""What a provider's YAML says about files: which lists of models there are, and what its patterns match.

The SDK takes the order of models from whatever file ending in ``_position.yaml`` its patterns match, the daemon from
the file that `position` names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from posixpath import normpath

from difyspec.layout.globs import BadPatternError, daemon_matches, sdk_matches
from difyspec.layout.tree import down, entries_at, text_at, texts_at
from difyspec.provider.models import ModelType
from difyspec.source import Node, ScalarNode

# The keys of `models` in a provider's YAML, in the order in which the SDK loads them.
MODEL_KEYS = ("llm", "text_embedding", "rerank", "tts", "speech2text", "moderation")
POSITION = "_position.yaml"


@dataclass(frozen=True, slots=True)
class Listed:
    """One item of `predefined`: the pattern, where it stands, and what each loader finds with it.

    `sdk` is None where the SDK cannot use the pattern; `trouble` says why.
    """

    pattern: str
    node: ScalarNode
    sdk: tuple[str, ...] | None
    daemon: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TypeListing:
    """What the provider's YAML says of one model type's files.

    `key` is the key of `models`, `position` the file that is named as such.
    """

    key: str
    node: Node
    listed: tuple[Listed, ...]
    position: str | None
    position_node: Node | None

    @property
    def type(self) -> ModelType:
        """The model type."""
        return ModelType(self.key.replace("_", "-"))

    @property
    def sdk_files(self) -> tuple[str, ...]:
        """The model files that the SDK loads, as often as it does."""
        return tuple(name for one in self.listed for name in one.sdk or () if not name.endswith(POSITION))

    @property
    def daemon_files(self) -> tuple[str, ...]:
        """The model files that the daemon loads, as often as it does."""
        return tuple(name for one in self.listed for name in one.daemon if not name.endswith(POSITION))

    @property
    def sdk_position(self) -> str | None:
        """The file that gives the SDK the order: the last one matched."""
        found = [name for one in self.listed for name in one.sdk or () if name.endswith(POSITION)]
        return found[-1] if found else None


def listings(provider: Node | None, names: Sequence[str]) -> tuple[TypeListing, ...]:
    """The lists of one provider's YAML, of the keys that loaders know, in the order of writing."""
    found = []
    for key, node in entries_at(provider, "models"):
        if key.text in MODEL_KEYS:
            listed = tuple(_listed(text, item, names) for text, item in texts_at(node, "predefined"))
            position = down(node, "position")
            path = text_at(node, "position")
            found.append(TypeListing(key.text, node, listed, normpath(path) if path is not None else None, position))
    return tuple(found)


def _listed(pattern: str, node: ScalarNode, names: Iterable[str]) -> Listed:
    daemon = tuple(daemon_matches(pattern, names))
    try:
        return Listed(pattern, node, tuple(sdk_matches(pattern, names)), daemon)
    except BadPatternError as error:
        return Listed(pattern, node, None, daemon, str(error))

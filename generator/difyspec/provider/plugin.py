"""The resolved provider: the centre of the compiler.

A spec resolves into it and an existing plugin is imported into it; emission and `show` know only it.
It is frozen, its scalars keep their YAML type and text, and where a value came from is kept beside it (`Origins`),
outside equality.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from difyspec.diagnostics import Span
from difyspec.provider.expressions import Condition, Pattern
from difyspec.provider.forms import Fact, Forms
from difyspec.provider.models import Catalogue, ModelType
from difyspec.provider.texts import Text
from difyspec.provider.transport import Errors, Transport, Validation
from difyspec.provider.values import EMPTY_MAP, DataMap, Scalar
from difyspec.provider.vocabulary import ARCHITECTURES


@dataclass(frozen=True, slots=True)
class Permissions:
    """``resource.permission`` as data, e.g. ``{model: {enabled: true, llm: true}}``; empty: key absent."""

    data: DataMap = EMPTY_MAP


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.yaml`` says. `memory` is in bytes, `created_at` an RFC 3339 time.

    `absent` are dotted keys that the file lacks though every manifest has them, in a plugin imported as it was.
    """

    name: str
    author: str
    version: str
    label: Text
    description: Text
    icon: str | None
    created_at: Scalar
    memory: Scalar
    permissions: Permissions = Permissions()
    icon_dark: str | None = None
    minimum_dify_version: Scalar | None = None
    arch: tuple[str, ...] = ARCHITECTURES
    runner_version: str = "3.12"
    meta_version: str = "0.0.1"
    tags: tuple[str, ...] = ()
    privacy: str | None = None
    repo: str | None = None
    extra: DataMap = EMPTY_MAP
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Help:
    """The link beside the form."""

    title: Text | None
    url: Text | None


@dataclass(frozen=True, slots=True)
class Icons:
    """File names within ``_assets/``, by language."""

    small: Text | None = None
    large: Text | None = None
    small_dark: Text | None = None
    large_dark: Text | None = None


@dataclass(frozen=True, slots=True)
class SpecFile:
    """A file of the author's that goes into the plugin as it is: path within the plugin, path within the spec."""

    target: str
    source: str


@dataclass(frozen=True, slots=True)
class HookFunction:
    """One function of the author's hooks, read with `ast`: where it lies, its parameter names, what it reads.

    `reads` are attribute paths such as ``cred.api_key``; `dynamic` when it also reads attributes by computed names.
    """

    name: str
    module: str
    parameters: tuple[str, ...]
    line: int
    reads: frozenset[str] = frozenset()
    dynamic: bool = False


@dataclass(frozen=True, slots=True)
class Provider:
    """One model provider, every value decided.

    `path` is where its YAML lies within the plugin, None for ``provider/<name>.yaml``; `provider_absent` are dotted
    keys that this file lacks, as in `Manifest`.
    """

    name: str
    manifest: Manifest
    label: Text
    description: Text | None
    background: Scalar | None
    help: Help | None
    icons: Icons
    model_types: tuple[ModelType, ...]
    methods: tuple[str, ...]
    forms: Forms
    catalogues: tuple[Catalogue, ...]
    facts: tuple[Fact, ...] = ()
    groups: tuple[tuple[str, tuple[Pattern, ...]], ...] = ()
    conditions: tuple[tuple[str, Condition], ...] = ()
    transport: Transport | None = None
    validation: Validation = Validation()
    errors: Errors = Errors()
    hooks: tuple[HookFunction, ...] = ()
    hook_files: tuple[SpecFile, ...] = ()
    assets: tuple[SpecFile, ...] = ()
    files: tuple[SpecFile, ...] = ()
    dependencies: tuple[str, ...] = ()
    provider_extra: DataMap = EMPTY_MAP
    provider_absent: tuple[str, ...] = ()
    path: str | None = None

    @property
    def declaration(self) -> str:
        """The path of the provider's YAML within the plugin."""
        return self.path or f"provider/{self.name}.yaml"

    def catalogue(self, type_: ModelType) -> Catalogue:
        """The models of one type (an empty catalogue where there are none)."""
        return next((one for one in self.catalogues if one.type is type_), Catalogue(type_))


type Key = tuple[str, ...]


@dataclass(slots=True)
class Origins:
    """Where each value of a provider was written, by its key path.

    The context size of a model is at ``("models", "llm", "gpt-5", "gpt-5.yaml", "context_size")``.

    Only if `traced`, the places are all there are, and `layers` has how a value came about: the layers of `resolve`
    (of which nothing is known here), the one that counts first. `show` asks for that; nothing else needs it.
    """

    places: dict[Key, Span] = field(default_factory=dict)
    layers: dict[Key, tuple[object, ...]] = field(default_factory=dict)
    traced: bool = False

"""The emitters of what Dify reads, in the order in which they run.

An emitter is one module with one function; beside it lies its template, if it has one. To add an artifact, add a module
and a line here, or in `plugin_registry` if only generated adapters have it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from difyspec.emit.declarations.manifest import emit_manifest
from difyspec.emit.declarations.models import emit_models
from difyspec.emit.declarations.provider_yaml import emit_provider_yaml
from difyspec.provider.plugin import Provider

type Emitter = Callable[[Provider], Iterable[tuple[str, str]]]

# The same for generated and for hand-written adapters.
DECLARATIONS: tuple[Emitter, ...] = (emit_manifest, emit_provider_yaml, emit_models)

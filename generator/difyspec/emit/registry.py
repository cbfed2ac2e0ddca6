"""The emitters, in the order in which they run.

An emitter is one module with one function; beside it lies its template, if it has one. To add an artifact, add a module
and a line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from difyspec.emit.declarations.custom import emit_custom
from difyspec.emit.declarations.manifest import emit_manifest
from difyspec.emit.declarations.models import emit_models
from difyspec.emit.declarations.provider_yaml import emit_provider_yaml
from difyspec.emit.project.difyignore import emit_difyignore
from difyspec.emit.project.main import emit_main
from difyspec.emit.project.privacy import emit_privacy
from difyspec.emit.project.pyproject import emit_pyproject
from difyspec.emit.project.readme import emit_readme
from difyspec.emit.python.connection import emit_connection
from difyspec.emit.python.groups import emit_groups
from difyspec.emit.python.model.llm import emit_llm
from difyspec.emit.python.model.moderation import emit_moderation
from difyspec.emit.python.model.rerank import emit_rerank
from difyspec.emit.python.model.speech2text import emit_speech2text
from difyspec.emit.python.model.text_embedding import emit_text_embedding
from difyspec.emit.python.model.tts import emit_tts
from difyspec.emit.python.provider import emit_provider
from difyspec.provider.plugin import Provider

type Emitter = Callable[[Provider], Iterable[tuple[str, str]]]

# What Dify reads; the same for generated and for hand-written adapters.
DECLARATIONS: tuple[Emitter, ...] = (emit_manifest, emit_provider_yaml, emit_models)

# What makes a plugin of them; a provider without transport brings all of it among its own files.
PLUGIN: tuple[Emitter, ...] = (
    emit_custom,
    emit_main,
    emit_pyproject,
    emit_difyignore,
    emit_readme,
    emit_privacy,
    emit_connection,
    emit_groups,
    emit_provider,
    emit_llm,
    emit_text_embedding,
    emit_rerank,
    emit_speech2text,
    emit_tts,
    emit_moderation,
)

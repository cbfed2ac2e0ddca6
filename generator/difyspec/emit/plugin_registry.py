"""The emitters of everything else that a plugin has, in the order in which they run."""

from __future__ import annotations

from difyspec.emit.declarations.custom import emit_custom
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
from difyspec.emit.registry import Emitter

# What makes a plugin of its declarations; a provider without transport brings all of it among its own files.
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

"""Which protocol speaks to the server, and JSON that the spec describes."""

from __future__ import annotations

import ast

from difyspec.emit.python.choices import returned
from difyspec.emit.python.hooks import hook
from difyspec.emit.python.model.json_mapping import mapped
from difyspec.emit.python.model.shape import Part
from difyspec.emit.python.modules import Function, method
from difyspec.emit.python.syntax import dotted, inherited
from difyspec.provider.transport import HookRef, Protocol

_FUNCTIONS = {
    Protocol.OPENAI_CHAT: "openai_chat.chat",
    Protocol.OPENAI_COMPLETIONS: "openai_completions.complete",
    Protocol.OPENAI_RESPONSES: "openai_responses.chat",
    Protocol.ANTHROPIC_MESSAGES: "anthropic_messages.chat",
    Protocol.OPENAI_EMBEDDINGS: "openai_embeddings.embed",
    Protocol.OPENAI_TRANSCRIPTIONS: "openai_transcriptions.transcribe",
    Protocol.OPENAI_SPEECH: "openai_speech.speak",
    Protocol.OPENAI_MODERATIONS: "openai_moderations.moderate",
    Protocol.JINA_RERANK: "jina_rerank.rerank",
}


def protocol(part: Part) -> Function:
    """The method that names the protocol."""

    def function(one: Protocol | HookRef) -> ast.expr:
        if isinstance(one, HookRef):
            return hook(part.provider, one.name)
        return mapped(part) if one is Protocol.JSON else dotted(_FUNCTIONS[one])

    nothing = inherited("protocol", ast.Name("call"))
    body = returned(part.transport.protocol, part.scope, function, nothing)
    return method("protocol", (f"call: {part.shape.alias}",), part.shape.protocol, "What speaks to the server.", body)

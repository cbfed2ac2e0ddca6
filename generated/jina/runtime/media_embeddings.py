"""The base of embedding models that also take images."""

from __future__ import annotations

from typing import Any

from dify_plugin.entities.model import EmbeddingInputType
from dify_plugin.entities.model.text_embedding import MultiModalContent, MultiModalEmbeddingResult
from pydantic import BaseModel

from . import batching, calls, defaults, embeddings, media


class MediaEmbeddingModel[C: BaseModel, F: BaseModel](embeddings.EmbeddingModel[C, F]):
    """An embedding model. Its multimodal calls carry `calls.Item`, its others plain texts."""

    def media(self, call: calls.EmbedCall[C, F]) -> batching.Protocol:
        """How the server is asked with texts and images; as with texts alone, unless there is a hook."""
        return self.protocol(call)

    def _invoke_multimodal(
        self,
        model: str,
        credentials: dict[str, Any],
        documents: list[MultiModalContent],
        user: str | None = None,
        input_type: EmbeddingInputType = EmbeddingInputType.DOCUMENT,
    ) -> MultiModalEmbeddingResult:
        """The vectors of texts and images in their order; no request for none. Raises the SDK's errors."""
        with self.mapping(credentials):
            given = media.items(documents)
            found = calls.Vectors([], 0)
            if given:
                bare = self.prepare(model, credentials, user)
                media.require_vision(bare.model, given)
                call = calls.EmbedCall(**vars(bare), input_type=input_type.value, multimodal=True)
                found = self._embed_items(call, given)
            plain = self._result(model, credentials, found)
            return MultiModalEmbeddingResult(model=model, embeddings=plain.embeddings, usage=plain.usage)

    def _embed_items(self, call: calls.EmbedCall[C, F], given: list[calls.Item]) -> calls.Vectors:
        """Texts get the prefix of their input type; nothing is cut. Images count no tokens unless the server says."""
        protocol, options = self.media(call), self.options(call)
        start = defaults.fields(protocol, call, options.user)
        ready = embeddings.ready(call, start, self.send, options)
        prefix = options.prefix.get(call.input_type) or ""
        written = [calls.Item(item.kind, prefix + item.data) if item.kind == "text" else item for item in given]
        found = batching.in_batches(ready, protocol, written, options)
        if found.tokens is not None:
            return found
        return calls.Vectors(
            found.vectors, sum(self.count_tokens(ready, item.data) for item in written if item.kind == "text")
        )

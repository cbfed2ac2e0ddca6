"""The text embedding models of Workshop."""

# generated from spec/workshop; do not edit

import hooks
from adapter.connection import FORM, Connection
from adapter.entities import Credentials, Discovered
from runtime import calls, customs, embeddings, media_embeddings

type Call = calls.Call[Credentials, Discovered]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]


class WorkshopTextEmbeddingModel(media_embeddings.MediaEmbeddingModel[Credentials, Discovered]):
    """A text embedding model of Workshop."""

    connection = Connection(FORM)

    def customize(self, model: customs.Draft, call: Call) -> None:
        """Completes the description of a model that a user added."""
        model.feature("vision", when=call.discovered.sees)
        hooks.schema(call, model)

    def protocol(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server."""
        return hooks.embed

    def media(self, call: EmbedCall) -> embeddings.Protocol:
        """What speaks to the server with images among the items."""
        return hooks.embed_media

    def count_tokens(self, call: EmbedCall, text: str) -> int:
        """The tokens of one text."""
        return hooks.count_words(call, text)

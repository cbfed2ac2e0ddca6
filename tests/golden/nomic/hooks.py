"""Embeddings of Nomic, which wants to know who asks before it is asked one text after the other."""

from adapter.entities import Credentials, Discovered
from runtime import answers, calls, errors

type EmbedCall = calls.EmbedCall[Credentials, Discovered]


def embed(call: EmbedCall, batch: list[str]) -> calls.Vectors:
    """One vector a text. A key that the server does not know fails with the texts, as the server tells it there."""
    try:
        call.http.get("/user")
    except errors.Failure as failure:
        if failure.status is None or failure.status >= 500:
            raise
    named = {"model": call.model.wire_name, **call.body}
    found = [call.http.post("/embedding/text", named | {"texts": [text]}) for text in batch]
    return calls.Vectors(answers.every(found, "[].embeddings[]"), sum(answers.every(found, "[].usage.total_tokens")))

"""``openai.moderations``: texts in, one verdict each out."""

from __future__ import annotations

from .. import answers, calls, errors
from ..values import first


def moderate[C, F](call: calls.ModerateCall[C, F], chunks: list[str]) -> list[bool]:
    """Whether each text is flagged. Raises errors.Failure, also for an answer with fewer verdicts than texts."""
    body = {"input": chunks, "model": call.model.wire_name, **call.body}
    answer = call.http.post(first(call.path, "/moderations"), body)
    flagged = answers.every(answer, "results[].flagged")
    if len(flagged) != len(chunks) or not all(isinstance(flag, bool) for flag in flagged):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no verdict on each text")
    return flagged

"""Triton's generate extension: one text in, one text out."""

from collections.abc import Iterator
from urllib.parse import quote

from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import answers, calls, errors, events

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]


def chat(call: ChatCall) -> Iterator[events.Event]:
    """The conversation as a text in which each turn has the name of who speaks."""
    turns = (f"{message.role.value.capitalize()}: {message.get_text_content()}" for message in call.messages)
    path = f"/v2/models/{quote(call.model.wire_name)}/generate"
    answer = call.http.post(path, {"text_input": "".join(turns), **call.body})
    text = answers.one(answer, "text_output")
    if not isinstance(text, str):
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no text")
    yield events.Text(text)
    yield events.Finish("stop")

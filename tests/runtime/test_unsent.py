"""What the compiler says of protocols that have no place for some content or parameters is what the protocols do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import chain
from typing import Any

import pytest
from dify_plugin.entities.model import ModelFeature
from dify_plugin.entities.model.message import (
    AudioPromptMessageContent,
    DocumentPromptMessageContent,
    ImagePromptMessageContent,
    PromptMessageContentUnionTypes,
    TextPromptMessageContent,
    UserPromptMessage,
    VideoPromptMessageContent,
)
from dify_plugin.errors.model import InvokeBadRequestError
from difyspec.provider.models import ModelType
from difyspec.provider.transport import Protocol
from difyspec.resolve.carried import UNSENT
from difyspec.resolve.transport.protocols import PROTOCOLS as KNOWN
from difyspec.resolve.unsent import LEFT_OUT
from difyspec.runtime.bodies import Body
from difyspec.runtime.protocols import anthropic_messages, openai_chat, openai_completions, openai_responses

from tests.runtime.chat_sample import ADD, SampleModel, block, model
from tests.support.loopback import Loopback, answer

DATA = "Q09OVEVOVA=="
ANSWER: Mapping[str, Any] = {
    "choices": [{"message": {"content": "ok"}, "text": "ok"}],
    "content": [{"type": "text", "text": "ok"}],
    "output": [{"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "ok"}]}],
}
PROTOCOLS: Mapping[Protocol, Callable[..., Any]] = {
    Protocol.OPENAI_CHAT: openai_chat.chat,
    Protocol.OPENAI_COMPLETIONS: openai_completions.complete,
    Protocol.OPENAI_RESPONSES: openai_responses.chat,
    Protocol.ANTHROPIC_MESSAGES: anthropic_messages.chat,
}
MEDIA: Mapping[str, PromptMessageContentUnionTypes] = {
    "images": ImagePromptMessageContent(format="png", mime_type="image/png", base64_data=DATA),
    "sound": AudioPromptMessageContent(format="mp3", mime_type="audio/mpeg", base64_data=DATA),
    "films": VideoPromptMessageContent(format="mp4", mime_type="video/mp4", base64_data=DATA),
    "documents": DocumentPromptMessageContent(format="pdf", mime_type="application/pdf", base64_data=DATA),
}


def sent(server: Loopback, of: SampleModel, *parts: PromptMessageContentUnionTypes) -> str:
    """The body of the request for a question with more than words in it, and a tool to use; empty if it is refused."""
    server.reply(answer(200, ANSWER))
    server.requests.clear()
    question = [TextPromptMessageContent(data="What is this?"), *parts]
    with suppress(InvokeBadRequestError):
        block(of, server.url, UserPromptMessage(content=question), tools=[ADD])
    return json.dumps([made.json for made in server.requests])


def test_every_protocol_is_tried() -> None:
    assert set(PROTOCOLS) == set(KNOWN[ModelType.LLM])


@pytest.mark.parametrize("content", MEDIA)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_media(protocol: Protocol, content: str, server: Loopback) -> None:
    body = sent(server, model(protocol=PROTOCOLS[protocol]), MEDIA[content])
    # A film in place of a document is what no server takes.
    carried = DATA in body and not (content == "films" and "input_file" in body)
    assert carried is (content not in UNSENT.get(protocol, ()))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_tools(protocol: Protocol, server: Loopback) -> None:
    body = sent(server, model(ModelFeature.TOOL_CALL, protocol=PROTOCOLS[protocol]))
    assert (ADD.name in body) is ("tools" not in UNSENT.get(protocol, ()))


@pytest.mark.parametrize("name", sorted({*chain(*LEFT_OUT.values()), "temperature", "top_p", "top_k", "max_tokens"}))
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_parameters(protocol: Protocol, name: str, server: Loopback) -> None:
    server.reply(answer(200, ANSWER))
    pair: tuple[dict[str, object], ...] = ({}, {name: 4321})
    if name == "json_schema":  # nothing without the format
        pair = tuple({"response_format": name, name: json.dumps({"name": title})} for title in ("one", "other"))
    for parameters in pair:
        of = model(protocol=PROTOCOLS[protocol], send=lambda _call, body, given=parameters: _put(body, given))
        with suppress(InvokeBadRequestError):
            block(of, server.url)
    without, given = (made.json for made in server.requests)
    assert (without == given) is (name in LEFT_OUT.get(protocol, ()))


def _put(body: Body, given: Mapping[str, object]) -> None:
    for target, value in given.items():
        body.set(target, value)

"""What is sent may depend on what a model can do, on a parameter of several definitions, on what users set alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.runtime.chat_sample import whole
from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, answer
from tests.support.plugins import InProcess, Plugin

SPEC = """
spec: 1
provider: motley
label: Motley
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials:
  provider: [api_key]
  model: [provider.api_key, vision_support]
models:
  llm:
    profiles: {chat: {mode: chat, context_size: 8192}}
    predefined:
      - blind: {use: chat, parameters: [effort, pace]}
      - sees: {use: chat, features: [vision], parameters: [effort: {type: boolean, unset: [options]}]}
    custom: {use: chat, features: [vision: {when: cred.vision_support}], parameters: [effort]}
parameters:
  effort: {type: string, options: [none, high]}
  pace: {type: string, default: slow, options: [slow, fast]}
conditions: {seeing: model.features has vision, named: param.pace == slow}
transport:
  endpoint: @url@
  auth: {bearer: $(cred.api_key)}
  llm:
    protocol: openai.chat
    messages: [flatten_media: {when: not seeing, text: '[{kind}]', separator: ' '}]
    send:
      - {when: param.effort == true or param.effort == high, set: {think: true}}
      - {when: param.effort == false or param.effort == none, set: {think: false}}
      - {when: given.pace == slow, set: {asked: slow}}
      - {when: named, set: {shown: slow}}
      - drop: [effort, pace]
validation:
  provider: {llm: blind}
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        running.reply(answer(200, whole(content="hi")))
        yield running


@pytest.fixture(scope="module")
def plugin(server: Loopback, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    folder = plugin_of(SPEC.replace("@url@", server.url), tmp_path_factory.mktemp("motley"))
    with InProcess(folder, "motley") as running:
        yield running


def sent(
    plugin: Plugin, server: Loopback, model: str, chosen: dict[str, Any] | None = None, **more: str
) -> dict[str, Any]:
    """The body of a request with an image."""
    image = {"type": "image", "format": "png", "mime_type": "image/png", "base64_data": "aGk=", "detail": "low"}
    plugin.ask(
        "invoke_llm",
        model_type="llm",
        model=model,
        credentials={"api_key": "key-1234", **more},
        prompt_messages=[{"role": "user", "content": [{"type": "text", "data": "what is it?"}, image]}],
        model_parameters=chosen or {},
        tools=None,
        stop=None,
        stream=False,
    )
    body: dict[str, Any] = server.requests[-1].json
    return body


@pytest.mark.parametrize(
    ("model", "credentials", "seen"),
    [
        ("blind", {}, False),
        ("sees", {}, True),
        ("own", {"vision_support": "support"}, True),
        ("own", {"vision_support": "no_support"}, False),
    ],
)
def test_features_decide(plugin: Plugin, server: Loopback, model: str, credentials: dict[str, str], seen: bool) -> None:
    content = sent(plugin, server, model, None, **credentials)["messages"][0]["content"]
    assert isinstance(content, list) if seen else content == "what is it? [image]"


@pytest.mark.parametrize(
    ("model", "effort", "think"),
    [
        ("blind", "high", True),
        ("blind", "none", False),
        ("blind", None, None),
        ("sees", True, True),
        ("sees", False, False),
    ],
)
def test_one_name_for_two_types(plugin: Plugin, server: Loopback, model: str, effort: Any, think: bool | None) -> None:
    body = sent(plugin, server, model, {} if effort is None else {"effort": effort})
    assert (body.get("think"), "effort" in body) == (think, False)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [({}, {"shown": "slow"}), ({"pace": "slow"}, {"shown": "slow", "asked": "slow"}), ({"pace": "fast"}, {})],
)
def test_what_the_user_set_and_what_a_default_is(
    plugin: Plugin, server: Loopback, chosen: dict[str, Any], told: dict[str, Any]
) -> None:
    body = sent(plugin, server, "blind", chosen)
    assert {name: body[name] for name in ("asked", "shown") if name in body} == told

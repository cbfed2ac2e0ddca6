"""Speech in JSON of the server's own (``protocol: json``), in a plugin as Dify runs it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, answer
from tests.support.plugins import InProcess, Plugin

SPEC = """
spec: 1
provider: acme
label: Acme
plugin: {author: acme-inc, version: 0.1.0, created_at: '2026-11-20T00:00:00Z'}
credentials: {provider: [server_url, team: {type: text, required: false}]}
models:
  tts: {predefined: [talk-1: {audio_type: mp3, default_voice: bo, voices: {language: [en-US], list: [bo, anna]}}]}
transport:
  endpoint: $(cred.server_url)
  tts:
    protocol: json
    path: /speak/$(model)
    request:
      said: $(call.text)!
      by: $(call.voice)
      as: $(call.format)
      team: $(cred.team)
      of: [{when: call.voice == anna, then: $(call.model)}]
    response: {audio: sound.data}
    send: [{set: {speed: 1.5}}]
validation: {provider: {tts: talk-1}}
"""


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    with InProcess(plugin_of(SPEC, tmp_path_factory.mktemp("acme")), "acme") as running:
        yield running


@pytest.mark.parametrize(
    ("voice", "team", "more"),
    [
        ("anna", None, {"by": "anna", "of": "talk-1"}),
        ("anna", "red", {"by": "anna", "of": "talk-1", "team": "red"}),
        ("", None, {"by": "bo"}),
        ("nobody", None, {"by": "bo"}),
    ],
)
def test_a_request_is_what_the_spec_says(plugin: Plugin, voice: str, team: str | None, more: dict[str, Any]) -> None:
    with Loopback() as server:
        server.reply(answer(200, {"sound": {"data": "494433"}}))
        asked = {"model_type": "tts", "model": "talk-1", "tenant_id": "t", "content_text": "Hello", "voice": voice}
        made = plugin.ask("invoke_tts", **asked, credentials={"server_url": server.url, "team": team})
        (request,) = server.requests
    assert request.path.removeprefix("/v1") == "/speak/talk-1"
    assert request.json == {"said": "Hello!", "as": "mp3", "speed": 1.5, **more}
    assert "".join(one["result"] for one in made) == "494433"

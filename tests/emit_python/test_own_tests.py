"""The tests that a plugin brings: they try what can be tried, also where a hook is one of several ways."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from difyspec.compile import compile_spec
from difyspec.emit.cache import MemoryCache

pytestmark = pytest.mark.slow

SPEC = """spec: 1
provider: acme
label: Acme
plugin: {author: acme-inc, version: 0.1.0, created_at: '2026-11-20T00:00:00Z'}
credentials: {provider: [api_key]}
models:
  llm:
    predefined:
      - large: {mode: chat, context_size: 8192, parameters: [temperature]}
      - odd: {mode: chat, context_size: 1024}
  text-embedding: {predefined: [embed: {context_size: 512, max_chunks: 8}]}
  rerank: {predefined: [rank: {context_size: 512}]}
  moderation: {predefined: [judge: {}]}
  tts: {predefined: [talk: {audio_type: mp3, default_voice: a, voices: {language: [en-US], list: [a: A]}}]}
transport:
  endpoint: https://api.acme.example/v1
  auth: {bearer: $(cred.api_key)}
  llm: {protocol: [{match: odd, then: hooks.chat}, {else: openai.chat}]}
  text-embedding:
    protocol: json
    path: /embed
    request: {kinds: [float], input.texts: $(call.items), model: $(call.model)}
    response: {vectors: 'embeddings[].float', tokens: meta.tokens}
  rerank:
    protocol: json
    path: /chat/completions
    request: {q: $(call.query), passages: $(call.items)}
    each: {text: {text: $(item)}}
    response: {results: '[]', index: at.number, score: logit}
  moderation:
    protocol: json
    path: /judge
    request: {input: $(call.items)}
    response: {flagged: 'results[].categories.*'}
  tts: hooks.speak
validation: {provider: {rerank: rank}}
"""
HOOKS = '''"""The hooks of Acme."""

from collections.abc import Iterator

from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import calls
from runtime.events import Event, Text


def chat(call: calls.ChatCall[Credentials, Discovered, LlmParameters]) -> Iterator[Event]:
    """One answer."""
    yield Text(str(call.http.post("/odd", {})["said"]))


def speak(call: calls.SpeakCall[Credentials, Discovered], text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """Asks for what no test knows."""
    yield str(call.http.get(f"/sound/{voice}")["sound"]).encode()
'''


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of each test."""
    return run(tmp_path_factory.mktemp("plugin"), SPEC, HOOKS)


def run(folder: Path, text: str, hooks: str) -> str:
    """What pytest says of each test of the plugin that a spec becomes."""
    spec = folder / "spec" / "acme"
    spec.mkdir(parents=True)
    (spec / "provider.yaml").write_text(text, "utf-8")
    (spec / "hooks.py").write_text(hooks, "utf-8")
    (spec / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>", "utf-8")
    compilation = compile_spec(spec, cache=MemoryCache())
    assert compilation.files is not None, compilation.findings
    for path, content in compilation.files.items():
        (folder / "acme" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "acme" / path).write_bytes(content)
    command = [sys.executable, "-m", "pytest", "-v", "-rs", "-p", "no:cacheprovider"]
    return subprocess.run(command, cwd=folder / "acme", capture_output=True, text=True).stdout


def verdicts(said: str, test: str) -> dict[str, str]:
    """The verdict on each case of a test."""
    return dict(re.findall(rf"::{test}\[([^\]]+)\] (\w+)", said))


def test_nothing_fails(said: str) -> None:
    assert "FAILED" not in said
    assert "ERROR" not in said
    assert " passed" in said


def test_each_type_whose_protocol_is_known_is_called(said: str) -> None:
    for test in ("test_a_call", "test_credentials_of_a_model"):
        found = verdicts(said, test)
        assert found.pop("tts") == "SKIPPED"
        assert found == dict.fromkeys(("llm", "text-embedding", "rerank", "moderation"), "PASSED"), said


def test_each_type_fails_as_it_should_the_hooks_too(said: str) -> None:
    for test, least in (("test_a_failure", 6), ("test_a_server_that_is_not_there", 1)):
        found = verdicts(said, test)
        assert set(found.values()) == {"PASSED"}, said
        for type_ in ("llm", "text-embedding", "rerank", "moderation", "tts"):
            assert sum(name.startswith(type_) or name.endswith(type_) for name in found) >= least


def test_the_form_is_tested_by_a_server_with_json_of_its_own(said: str) -> None:
    assert "test_the_form_of_the_provider PASSED" in said


def test_a_skipped_test_says_what_the_hook_asked_for(said: str) -> None:
    assert "a hook speaks to the server in its own words: /v1/sound/a" in said


@pytest.mark.parametrize("response", ["", "    response: {audio: data.sound}\n"])
def test_speech_of_a_server_with_json_of_its_own_is_called(tmp_path: Path, response: str) -> None:
    described = "  tts:\n    protocol: json\n    path: /speak\n    request: {words: $(call.text), by: $(call.voice)}\n"
    text = SPEC.replace("  tts: hooks.speak\n", described + response)
    said = run(tmp_path, text, HOOKS.partition("def speak")[0])
    assert "FAILED" not in said
    for test in ("test_a_call", "test_credentials_of_a_model"):
        assert verdicts(said, test)["tts"] == "PASSED", said

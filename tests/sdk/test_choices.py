"""Choices within request bodies, in the real SDK: the first case that fits is sent, and nothing where none does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from difyspec.compile import compile_spec

from tests.runtime.chat_sample import whole
from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, answer
from tests.support.plugins import InProcess, Plugin

SPEC = """\
spec: 1
provider: chooser
label: Chooser
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T00:00:00Z'}
credentials:
  model: [server_url, tier: {type: select, default: free, options: [free, paid]}]
groups: {large: ['big-*', '/-xl$/']}
conditions: {pays: cred.tier == paid}
models:
  llm: {custom: {mode: chat, context_size: 8192, parameters: [temperature]}}
  text-embedding: {custom: {context_size: 8192, max_chunks: 8}}
transport:
  endpoint: $(cred.server_url)
  llm:
    protocol: openai.chat
    set:
      service.tier: [{group: large, when: pays, then: premium}, {when: pays, then: standard}]
      extra:
        - match: [tiny-*, mini-*]
          then: {hints: [short, [{when: param.temperature >= 0.5, then: wild}, {else: calm}]]}
        - {else: null}
  text-embedding:
    protocol: json
    path: /embed
    request:
      input: [{when: call.input_type == query, then: {query: $(call.items)}}, {else: {passages: $(call.items)}}]
      options: {rows: [{when: cred.tier == paid, then: 1}, 2, 3], names: [{when: noon, then: tea, who: all}]}
    response: {vectors: vectors}
"""
ODD = {"when": "noon", "then": "tea", "who": "all"}
"""No case of a choice: it has a key that none has."""
FIXED = SPEC.replace("[{when: cred.tier == paid, then: 1}, 2, 3]", "[1, [{when: cred.tier == paid, then: 2}], 3]")


@pytest.fixture(scope="module")
def server() -> Iterator[Loopback]:
    with Loopback() as running:
        yield running


def compiled(folder: Path, text: str) -> Any:
    folder.mkdir(exist_ok=True)
    (folder / "provider.yaml").write_text(text, "utf-8")
    (folder / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>', "utf-8")
    return compile_spec(folder)


@pytest.fixture(scope="module")
def plugin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plugin]:
    text = FIXED.replace("vectors: vectors", "vectors: 'vectors[]'")
    with InProcess(plugin_of(text, tmp_path_factory.mktemp("chooser")), "chooser") as running:
        yield running


def test_a_list_of_cases_and_others_is_refused(tmp_path: Path) -> None:
    found = compiled(tmp_path / "spec", SPEC)
    assert found.files is None
    assert [one.code for one in found.findings if one.code == "D133"] == ["D133", "D133"]


@pytest.mark.parametrize(
    ("model", "tier", "temperature", "expected"),
    [
        ("big-1", "paid", 0.1, {"service": {"tier": "premium"}, "extra": None}),
        ("a-xl", "paid", 0.1, {"service": {"tier": "premium"}, "extra": None}),
        ("other", "paid", 0.1, {"service": {"tier": "standard"}, "extra": None}),
        ("big-1", "free", 0.1, {"extra": None}),
        ("mini-1", "free", 0.9, {"extra": {"hints": ["short", "wild"]}}),
        ("tiny-1", "free", 0.2, {"extra": {"hints": ["short", "calm"]}}),
    ],
)
def test_the_first_case_that_fits_is_sent(
    plugin: Plugin, server: Loopback, model: str, tier: str, temperature: float, expected: dict[str, Any]
) -> None:
    server.reply(answer(200, whole(content="hi")))
    server.requests.clear()
    plugin.ask(
        "invoke_llm",
        model_type="llm",
        model=model,
        credentials={"server_url": server.url, "tier": tier},
        prompt_messages=[{"role": "user", "content": "hi"}],
        model_parameters={"temperature": temperature},
        tools=None,
        stop=None,
        stream=False,
    )
    (sent,) = server.requests
    assert {key: sent.json[key] for key in sent.json if key in ("service", "extra")} == expected


@pytest.mark.parametrize(
    ("type_", "tier", "expected"),
    [
        ("query", "paid", {"input": {"query": ["a", "b"]}, "options": {"rows": [1, 2, 3], "names": [ODD]}}),
        ("document", "free", {"input": {"passages": ["a", "b"]}, "options": {"rows": [1, 3], "names": [ODD]}}),
    ],
)
def test_a_template_chooses_within(plugin: Plugin, server: Loopback, type_: str, tier: str, expected: Any) -> None:
    server.reply(answer(200, {"vectors": [[0.1], [0.2]]}))
    server.requests.clear()
    plugin.ask(
        "invoke_text_embedding",
        model_type="text-embedding",
        model="m",
        credentials={"server_url": server.url, "tier": tier},
        texts=["a", "b"],
        input_type=type_,
    )
    assert server.requests[0].json == expected

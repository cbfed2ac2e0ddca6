"""A vendor with two sites whose keys are good for one of them: what the test of the provider's form asks and keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.chat_sample import whole
from tests.support.compiled import plugin_of
from tests.support.loopback import Loopback, answer
from tests.support.plugins import InProcess, Plugin, PluginError

SPEC = """
spec: 1
provider: twins
label: Twins
plugin: {author: acme, version: 0.1.0, created_at: '2026-11-20T08:00:00Z'}
credentials: {provider: [api_key, endpoint_url: {required: false, stored_as: base}]}
models:
  llm: {predefined: [twin-1: {mode: chat, context_size: 8192, parameters: [temperature, max_tokens]}]}
transport:
  endpoint: $(cred.endpoint_url else '@first@')
  endpoint_attempts: '@second@'
  auth: {bearer: $(cred.api_key)}
  llm: openai.chat
validation:
  provider: {@validation@}
"""
STRANGER = answer(401, {"error": {"message": "no such key"}})
KEYS = {"api_key": "key-1234"}


@pytest.fixture
def sites() -> Iterator[tuple[Loopback, Loopback]]:
    """The vendor's two sites; both know the key."""
    with Loopback() as first, Loopback() as second:
        for site in (first, second):
            site.reply(answer(200, whole(content="hi")))
        yield first, second


def started(text: str, sites: tuple[Loopback, Loopback], folder: Path) -> InProcess:
    """The plugin of a spec, with the addresses of both sites in it."""
    for name, site in zip(("first", "second"), sites, strict=True):
        text = text.replace(f"@{name}@", site.url)
    return InProcess(plugin_of(text, folder), "twins")


@pytest.fixture(params=["llm: twin-1", "get: models", "llm: twin-1, get: models"])
def plugin(
    request: pytest.FixtureRequest, sites: tuple[Loopback, Loopback], tmp_path: Path
) -> Iterator[tuple[Plugin, int]]:
    """The plugin, tested by a call, by a list or by both, and how many requests one test takes."""
    with started(SPEC.replace("@validation@", request.param), sites, tmp_path) as running:
        yield running, request.param.count(":")


def kept(plugin: Plugin, **more: str) -> dict[str, Any]:
    """The credentials as the test of the form leaves them."""
    [found] = plugin.ask("validate_provider_credentials", credentials={**KEYS, **more})
    left: dict[str, Any] = found["credentials"]
    return left


def test_the_site_that_accepts_is_kept(plugin: tuple[Plugin, int], sites: tuple[Loopback, Loopback]) -> None:
    (first, second), (asked, steps) = sites, plugin
    first.reply(STRANGER)
    assert kept(asked) == {**KEYS, "base": second.url}
    assert (len(first.requests), len(second.requests)) == (1, steps)


def test_nothing_is_kept_where_the_first_accepts(plugin: tuple[Plugin, int], sites: tuple[Loopback, Loopback]) -> None:
    (first, second), (asked, steps) = sites, plugin
    assert kept(asked) == KEYS
    assert (len(first.requests), len(second.requests)) == (steps, 0)


def test_each_site_is_asked_once_and_the_first_refusal_told(
    plugin: tuple[Plugin, int], sites: tuple[Loopback, Loopback]
) -> None:
    (first, second), (asked, _) = sites, plugin
    first.reply(STRANGER)
    second.reply(answer(403, {"error": {"message": "not here"}}))
    with pytest.raises(PluginError, match="no such key"):
        kept(asked)
    assert (len(first.requests), len(second.requests)) == (1, 1)


def test_an_address_of_the_users_own_is_the_only_one(
    plugin: tuple[Plugin, int], sites: tuple[Loopback, Loopback]
) -> None:
    (first, second), (asked, _) = sites, plugin
    first.reply(STRANGER)
    with pytest.raises(PluginError, match="no such key"):
        kept(asked, base=f"{first.url}/own")
    assert (len(first.requests), len(second.requests)) == (1, 0)


def test_the_list_may_have_another_order(sites: tuple[Loopback, Loopback], tmp_path: Path) -> None:
    first, second = sites
    text = SPEC.replace("endpoint_attempts: '@second@'", "endpoint_attempts: ['@second@', '@first@']")
    with started(text.replace("@validation@", "llm: twin-1"), sites, tmp_path) as asked:
        assert kept(asked) == {**KEYS, "base": second.url}
        assert (len(first.requests), len(second.requests)) == (0, 1)
        second.reply(STRANGER)
        assert kept(asked) == {**KEYS, "base": first.url}
        assert (len(first.requests), len(second.requests)) == (1, 2)

"""Facts kept for a while."""

from __future__ import annotations

import pytest
from difyspec.runtime import discovery, errors


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Answers with the number of the question, or fails."""

    def __init__(self) -> None:
        self.asked = 0
        self.down = False

    def __call__(self) -> int:
        self.asked += 1
        if self.down:
            raise errors.Failure(errors.CONNECTION, "down")
        return self.asked


def test_facts_expire() -> None:
    clock, server = Clock(), Server()
    cache = discovery.Cache[int](clock=clock)
    assert [cache.get("k", server, patient=True) for _ in range(3)] == [1, 1, 1]
    clock.now += discovery.KEPT - 1
    assert cache.get("k", server, patient=True) == 1
    clock.now += 2
    assert cache.get("k", server, patient=True) == 2
    assert cache.get("other", server, patient=True) == 3


def test_only_who_cannot_wait_sees_a_kept_failure() -> None:
    clock, server = Clock(), Server()
    cache = discovery.Cache[int](clock=clock)
    server.down = True
    for _ in range(3):
        with pytest.raises(errors.Failure):
            cache.get("k", server, patient=False)
    assert server.asked == 1
    server.down = False
    assert cache.get("k", server, patient=True) == 2
    assert cache.get("k", server, patient=False) == 2
    server.down = True
    clock.now += discovery.KEPT + 1
    with pytest.raises(errors.Failure):
        cache.get("k", server, patient=False)
    server.down = False
    clock.now += discovery.FAILED + 1
    assert cache.get("k", server, patient=False) == 4


def test_the_cache_is_bounded() -> None:
    server = Server()
    cache = discovery.Cache[int](entries=3)
    for key in "abcd":
        cache.get(key, server, patient=True)
    assert cache.get("d", server, patient=True) == 4
    assert cache.get("a", server, patient=True) == 5


def test_facts_put_are_found() -> None:
    cache = discovery.Cache[int]()
    cache.put("k", 7)
    assert cache.get("k", Server(), patient=True) == 7


def test_all_is_forgotten_at_once() -> None:
    server, down = Server(), Server()
    down.down = True
    cache = discovery.Cache[int]()
    assert cache.get("k", server, patient=True) == 1
    with pytest.raises(errors.Failure):
        cache.get("down", down, patient=False)
    cache.clear()
    down.down = False
    assert (cache.get("k", server, patient=True), cache.get("down", down, patient=False)) == (2, 2)


def test_keys_differ_and_hide_credentials() -> None:
    keys = {
        discovery.key(name, server, model, "llm", {"api_key": secret, "n": {"a": 1}})
        for name in "ab"
        for server in ("http://a", "http://b")
        for model in ("m", "n")
        for secret in ("s", "t\ud800")
    }
    assert len(keys) == 16
    assert all(len(key) == 64 for key in keys)
    assert discovery.key("a", "s", "m", "t", {"a": 1, "b": 2}) == discovery.key("a", "s", "m", "t", {"b": 2, "a": 1})

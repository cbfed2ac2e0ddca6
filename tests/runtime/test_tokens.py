"""Counting tokens where there is no network."""

from __future__ import annotations

import hashlib
import socket
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest
from difyspec.runtime import tokens

VOCAB = "https://openaipublic.blob.core.windows.net/gpt-2/encodings/main/vocab.bpe"


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No table is here, and whoever opens a connection fails the test."""

    def connect(*_: Any) -> NoReturn:
        pytest.fail("the network was used")

    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    tokens._encoding.cache_clear()
    return tmp_path


@pytest.mark.parametrize("name", ["chars/4", "gpt2", "tiktoken", "usage"])
def test_every_counter_counts(name: str) -> None:
    count = tokens.counter(name)
    assert count("") == 0
    assert count("hello world, this is a test") == 7
    assert count("你好，世界") == 5


def test_a_table_that_is_not_the_right_one_is_left_alone(offline: Path) -> None:
    file = offline / hashlib.sha1(VOCAB.encode()).hexdigest()
    file.write_text("half a download")
    assert tokens.counter("gpt2")("hello") == 2
    assert file.read_text() == "half a download"


@pytest.mark.parametrize(
    ("text", "gpt2"),
    [
        ("The quick brown fox jumps over the lazy dog. ", 11),
        ("敏捷的棕色狐狸跳过了懒狗。", 29),
        ("すばやい茶色の狐がのろまな犬を飛び越える。", 36),
        ("Быстрая коричневая лиса прыгает через ленивую собаку. ", 60),
        ("def f(x):\n    return {'a': x[0] + 1}\n", 22),
    ],
)
def test_estimates_are_near(text: str, gpt2: int) -> None:
    """Newer tokenizers need about half of gpt2's tokens outside of English; an estimate lies between the two."""
    assert gpt2 / 2.5 <= tokens.estimate(text) <= gpt2 * 1.1


def test_estimates_grow_with_the_text_and_are_quick() -> None:
    text = "a漢я 🔑" * 200_000
    start = time.perf_counter()
    total = tokens.counter("gpt2")(text)
    assert time.perf_counter() - start < 0.5
    assert total > tokens.estimate(text[:-50]) > 0

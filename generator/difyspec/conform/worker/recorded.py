"""Answers from a recording: each request gets what the request most like it got."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from .reply import CONNECT, Reply, compact, reply
from .request import shortened

_SAME_REQUEST = 3


class Recorded:
    """A server that has the answers of one record. `fillers` counts bodies of bytes that it had to make up."""

    def __init__(self, exchanges: Sequence[Mapping[str, Any]]) -> None:
        self._exchanges = exchanges
        self._left = list(range(len(exchanges)))
        self.fillers = 0

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], Reply]:
        """The answer to the recorded request that is most like this one.

        Those that were not asked for yet come first, in their order. A request that was recorded once and is sent
        again gets the same answer again. Where nothing is recorded nobody answers.
        """
        if not self._exchanges:
            return {"raise": CONNECT}, Reply(fails=CONNECT)
        sent = shortened(request)
        rank = [likeness(exchange["request"], sent) for exchange in self._exchanges]
        chosen = max(self._left, key=rank.__getitem__, default=None)
        if chosen is None or (rank[chosen] < _SAME_REQUEST <= max(rank)):
            chosen = max(range(len(rank)), key=rank.__getitem__)
        if chosen in self._left:
            self._left.remove(chosen)
        response = dict(self._exchanges[chosen]["response"])
        return response, reply(response, self._bytes(self._exchanges[chosen]))

    def _bytes(self, exchange: Mapping[str, Any]) -> bytes:
        """The body of an answer of which the recording keeps length and digest."""
        response = exchange["response"]
        if "bytes_len" not in response or "bytes_base64" in response:
            return b""
        found = speech(exchange["request"].get("body"), response["bytes_sha256"])
        if found is None:
            self.fillers += 1
            return filler(int(response["bytes_len"]))
        return found


def filler(length: int) -> bytes:
    """Bytes of a length, in place of those that a recording does not hold."""
    return (b"ID3" + bytes(range(256)) * (length // 256 + 1))[:length]


def likeness(recorded: Mapping[str, Any], sent: Mapping[str, Any]) -> int:
    """How much two requests are alike: 4 the same, 3 but for headers, 2 the same place, 1 the same kind of place."""
    if recorded["method"] != sent["method"]:
        return 0
    if recorded["url"] == sent["url"]:
        if recorded["body"] != sent["body"]:
            return 2
        return 4 if recorded["headers"] == sent["headers"] else _SAME_REQUEST
    return int(_last(recorded["url"]) == _last(sent["url"]))


def _last(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]


def speech(body: Any, digest: str) -> bytes | None:
    """The audio with that digest that the server of the golden recordings makes from a request, if it made it.

    Its audio is ``ID3`` and three hundred bytes of the digest of text and voice, or of the whole body.
    """
    if not isinstance(body, dict):
        return None
    for seed in (f"{body.get('input')}|{body.get('voice')}", f"{compact(body)}|None"):
        audio = spoken(seed)
        if hashlib.sha256(audio).hexdigest() == digest:
            return audio
    return None


def spoken(seed: str) -> bytes:
    """Audio that depends on the seed."""
    return b"ID3" + (hashlib.sha256(seed.encode("utf-8", "surrogatepass")).digest() * 10)[:300]

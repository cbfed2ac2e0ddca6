"""One plugin in the SDK, which makes calls when it is told to and says what they cost it.

A line of input is the name of a call and how often it is made, a line of output the seconds of processor time that one
took: the server is another process, and others on the machine hardly matter. ``floor_…`` is the same request by the
bare HTTP client, its answer read and parsed.
"""

from __future__ import annotations

import dify_plugin  # noqa: F401  (first: it patches the process)

# isort: split
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
from dify_plugin import DifyPluginEnv
from dify_plugin.core.plugin_registration import PluginRegistration
from dify_plugin.entities.model import ModelType
from dify_plugin.entities.model.message import UserPromptMessage

sys.path.insert(0, str(Path.cwd()))

PIECES, TEXTS, BATCH = 2000, 1000, 32
WORDS = [f"Text number {number} of those that are to be embedded; " + "some words " * 12 for number in range(TEXTS)]


class Caller:
    """The calls that can be asked for."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._provider = next(iter(PluginRegistration(DifyPluginEnv()).models_mapping.values()))
        self._credentials = {"endpoint_url": url, "api_key": "key", "mode": "chat", "context_size": "8192"}
        self._client: Any = httpx.Client()

    def model(self, type_: ModelType) -> Any:
        """An instance, made anew for each call as the SDK does."""
        found: Any = self._provider[2].get_instance(type_)
        # The SDK's counter fetches its tables; where they are not here, counting is left out of both.
        found._get_num_tokens_by_gpt2 = lambda text: (len(text) + 3) // 4
        return found

    def chat(self, model: str, stream: bool = True) -> Any:
        messages = [UserPromptMessage(content="Say something.")]
        return self.model(ModelType.LLM).invoke(model, self._credentials, messages, {}, None, None, stream, "u")

    def first(self) -> Iterator[Any]:
        chunks: Iterator[Any] = self.chat("plain-20")
        next(chunks)
        return chunks

    def stream(self) -> None:
        self._streamed("plain")

    def reasoning(self) -> None:
        self._streamed("thinking")

    def _streamed(self, kind: str) -> None:
        count = sum(1 for _ in self.chat(f"{kind}-{PIECES}"))
        if count < PIECES:
            raise SystemExit(f"{count} chunks instead of {PIECES}")

    def block(self) -> None:
        list(self.chat("plain-20", stream=False))

    def embeddings(self) -> None:
        found = self.model(ModelType.TEXT_EMBEDDING).invoke("m", self._credentials, list(WORDS), "u")
        if len(found.embeddings) != TEXTS:
            raise SystemExit(f"{len(found.embeddings)} embeddings instead of {TEXTS}")

    def floor_first(self) -> Iterator[Any]:
        request = self._client.build_request("POST", f"{self._url}/chat/completions", json=self._body("plain-20"))
        lines: Iterator[str] = self._client.send(request, stream=True).iter_lines()
        json.loads(next(lines)[6:])
        return lines

    def floor_stream(self) -> None:
        body = self._body(f"plain-{PIECES}")
        with self._client.stream("POST", f"{self._url}/chat/completions", json=body) as answer:
            for line in answer.iter_lines():
                if line.startswith("data: {"):
                    json.loads(line[6:])

    def floor_reasoning(self) -> None:
        self.floor_stream()

    def floor_block(self) -> None:
        self._client.post(f"{self._url}/chat/completions", json=self._body("plain-20", stream=False)).json()

    def floor_embeddings(self) -> None:
        for start in range(0, TEXTS, BATCH):
            body = {"input": WORDS[start : start + BATCH], "model": "m", "encoding_format": "float", "user": "u"}
            self._client.post(f"{self._url}/embeddings", json=body).json()

    def _body(self, model: str, stream: bool = True) -> dict[str, Any]:
        messages = [{"role": "user", "content": "Say something."}]
        return {"model": model, "messages": messages, "stream": stream, "user": "u"}


def cost(call: Callable[[], Iterator[Any] | None], times: int) -> float:
    """Seconds of processor time that a call takes. What it leaves to be read is read, and does not count."""
    taken = 0.0
    for _ in range(times):
        begin = time.process_time()
        rest = call()
        taken += time.process_time() - begin
        for _ in rest or ():
            pass
    return taken / times


def main() -> None:
    caller = Caller(sys.argv[1])
    print("ready", flush=True)
    for line in sys.stdin:
        name, times = line.split()
        print(cost(getattr(caller, name), int(times)), flush=True)


if __name__ == "__main__":
    main()

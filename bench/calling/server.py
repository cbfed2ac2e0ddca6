"""A server that answers at once with what was prepared: a process of its own, so that its time is nobody's.

Prints its port. What is asked for is in the model's name: ``plain`` or ``thinking``, and how many pieces.
"""

from __future__ import annotations

import json
import socket
import threading
from functools import cache

USAGE = {"prompt_tokens": 9, "completion_tokens": 2000, "total_tokens": 2009}
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: {}\r\n{}\r\n\r\n"
VECTOR = [round(((number * 37) % 101) / 101 - 0.5, 6) for number in range(256)]


@cache
def streamed(field: str, pieces: int) -> bytes:
    """A stream of events, each a chunk of HTTP."""
    events = [_event({field: f"word{number} "}) for number in range(pieces)]
    events += [_event({"content": "."}), _event({}, "stop"), {"choices": [], "usage": USAGE}]
    texts = [f"data: {json.dumps(event)}\n\n" for event in events] + ["data: [DONE]\n\n"]
    body = "".join(f"{len(text):x}\r\n{text}\r\n" for text in texts) + "0\r\n\r\n"
    return (HEAD.format("text/event-stream", "Transfer-Encoding: chunked") + body).encode()


def _event(delta: dict[str, str], finish: str | None = None) -> dict[str, object]:
    choices = [{"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}]
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}


def whole(text: str) -> bytes:
    """An answer in one piece."""
    message = {"role": "assistant", "content": text}
    return _json({"id": "1", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}], "usage": USAGE})


@cache
def vectors(count: int) -> bytes:
    """That many embeddings."""
    data = [{"object": "embedding", "index": number, "embedding": VECTOR} for number in range(count)]
    return _json({"object": "list", "data": data, "usage": {"prompt_tokens": count, "total_tokens": count}})


def _json(body: object) -> bytes:
    text = json.dumps(body)
    return (HEAD.format("application/json", f"Content-Length: {len(text)}") + text).encode()


def answer(body: dict[str, object]) -> bytes:
    """What is said to a request."""
    if "input" in body:
        texts = body["input"]
        return vectors(len(texts) if isinstance(texts, list) else 1)
    field, _, pieces = str(body["model"]).partition("-")
    if not body.get("stream"):
        return whole("word " * 200)
    return streamed("reasoning_content" if field == "thinking" else "content", int(pieces))


def serve(connection: socket.socket) -> None:
    """Answers requests until the client goes."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    source = connection.makefile("rb")
    try:
        while source.readline():
            length = 0
            while line := source.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            connection.sendall(answer(json.loads(source.read(length))))
    except OSError:
        return
    finally:
        connection.close()


def main() -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()


if __name__ == "__main__":
    main()

"""Tencent's cloud: requests are signed, names are written InThisWay, and answers lie in a `Response`."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import answers, calls, errors, events, http
from runtime.protocols import openai_answer, openai_chat

type AnyCall = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]


def chat(call: ChatCall) -> Iterator[events.Event]:
    """OpenAI's chat in Tencent's spelling."""
    body = openai_chat.request(call)
    body["messages"] = [_message(message) for message in body["messages"]]
    for tool in body.get("tools", ()):
        tool["function"]["parameters"] = json.dumps(tool["function"]["parameters"])
    body = _pascal(body)
    server = _signed(call, body, "hunyuan", "ChatCompletions", "2023-09-01")
    fields, table = call.options.reasoning.read, call.http.settings.table
    for piece in server.stream("/", body) if call.stream else [server.post("/", body)["Response"]]:
        if wrong := piece.get("ErrorMsg"):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, str(wrong.get("Msg")))
        yield from openai_answer.read(_snake(piece), fields, table)


def embed(call: EmbedCall, batch: list[str]) -> calls.Vectors:
    """One vector a text, from another service of the same cloud."""
    body = {"Model": call.model.wire_name, "Inputs": batch}
    server = _signed(call, body, "lkeap", "GetEmbedding", "2024-05-22", region="ap-guangzhou")
    answer = server.post("/", body)
    return calls.Vectors(
        answers.every(answer, "Response.Data[].Embedding"), answers.count(answer, "Response.Usage.TotalTokens")
    )


def _message(message: dict[str, Any]) -> dict[str, Any]:
    content = message.pop("content", None)
    if message["role"] == "tool":
        content = json.dumps({"result": content}, ensure_ascii=False)
    if not isinstance(content, list):
        return {**message, "content": content or " "}
    for part in content:
        part.get("image_url", {}).pop("detail", None)
    return {**message, "contents": content}


def _pascal(data: Any) -> Any:
    if isinstance(data, dict):
        return {"".join(part.capitalize() for part in key.split("_")): _pascal(value) for key, value in data.items()}
    return [_pascal(item) for item in data] if isinstance(data, list) else data


def _snake(data: Any) -> Any:
    if isinstance(data, dict):
        return {
            "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in key).lstrip("_"): _snake(value)
            for key, value in data.items()
        }
    return [_snake(item) for item in data] if isinstance(data, list) else data


def _signed(
    call: AnyCall, body: Any, service: str, action: str, version: str, region: str | None = None
) -> http.Server:
    """The server, whose requests carry a signature (TC3-HMAC-SHA256) of this body."""
    now = int(time.time())
    day, host = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d"), f"{service}.tencentcloudapi.com"
    digest = hashlib.sha256(call.http.encoded(body)).hexdigest()
    wanted = f"POST\n/\n\ncontent-type:application/json\nhost:{host}\n\ncontent-type;host\n{digest}"
    scope = f"{day}/{service}/tc3_request"
    text = f"TC3-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(wanted.encode()).hexdigest()}"
    key = f"TC3{call.cred.secret_key}".encode()
    for part in (day, service, "tc3_request", text):
        key = hmac.digest(key, part.encode(), "sha256")
    who = f"Credential={call.cred.secret_id}/{scope}, SignedHeaders=content-type;host, Signature={key.hex()}"
    return call.http.adding(
        {
            "Authorization": f"TC3-HMAC-SHA256 {who}",
            "X-TC-Action": action,
            "X-TC-Version": version,
            "X-TC-Timestamp": now,
            "X-TC-Language": "zh-CN",
            "X-TC-Region": region,
        }
    )

"""One exchange with a plugin, by model type: what is asked, and how the answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from difyspec.cli.debugging.process import PluginProcess
from difyspec.cli.refusal import Refused


@dataclass(frozen=True, slots=True)
class Target:
    """Which model is spoken to, with what, and where answers go.

    `write` is told the answer piece by piece, `note` what is worth knowing about it. `documents` are ranked by rerank
    models, `file` is heard by speech2text, `output` is where tts writes to, `voice` what it speaks with.
    """

    process: PluginProcess
    provider: str
    type: str
    model: str
    credentials: Mapping[str, str]
    write: Callable[[str], None]
    note: Callable[[str], None]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    file: Path | None = None
    output: Path | None = None
    voice: str = ""

    def request(self, action: str, **more: Any) -> dict[str, Any]:
        """A request to the model, as Dify's daemon writes it."""
        common = {"type": "model", "action": action, "provider": self.provider, "model_type": self.type}
        return {**common, "model": self.model, "credentials": dict(self.credentials), **more}


def tell(target: Target, text: str, history: list[dict[str, str]]) -> None:
    """Sends a text to the model and shows what it answers; `history` grows by both in a chat.

    Raises `PluginError` and `PluginDiedError`.
    """
    if target.type == "llm":
        chat(target, text, history)
    else:
        _TYPES[target.type](target, text)


def chat(target: Target, text: str, history: list[dict[str, str]]) -> None:
    """One turn of a conversation, shown as it streams in."""
    messages = [*history, {"role": "user", "content": text}]
    request = target.request(
        "invoke_llm",
        prompt_messages=messages,
        model_parameters=dict(target.parameters),
        tools=None,
        stop=None,
        stream=True,
    )
    said: list[str] = []
    last: Mapping[str, Any] = {}
    for chunk in target.process.call(request):
        last = chunk["delta"]
        piece = plain(last["message"].get("content"))
        said.append(piece)
        target.write(piece)
        for call in last["message"].get("tool_calls") or ():
            target.note(f"tool call: {call['function']['name']}({call['function']['arguments']})")
    target.write("\n")
    target.note(_usage(last.get("usage"), last.get("finish_reason")))
    history += [messages[-1], {"role": "assistant", "content": "".join(said)}]


def plain(content: Any) -> str:
    """The text of a message's content, which may have parts that are none."""
    if isinstance(content, str):
        return content
    parts: Iterable[Mapping[str, Any]] = content or ()
    return "".join(str(part["data"]) if part.get("type") == "text" else f"[{part.get('type')}]" for part in parts)


def _usage(usage: Mapping[str, Any] | None, reason: object) -> str:
    if not usage:
        return f"finish: {reason or 'not said'}, no usage given"
    tokens = f"{usage.get('prompt_tokens')} + {usage.get('completion_tokens')} tokens"
    price = f", {usage['total_price']} {usage['currency']}" if float(usage.get("total_price") or 0) else ""
    return f"{tokens}{price}, {float(usage.get('latency') or 0):.2f} s, finish: {reason or 'not said'}"


def _embed(target: Target, text: str) -> None:
    answer = target.process.result(target.request("invoke_text_embedding", texts=[text], input_type="query"))
    for vector in answer["embeddings"]:
        shown = ", ".join(f"{value:.4f}" for value in vector[:4])
        target.write(f"{len(vector)} dimensions: {shown}{', ...' if len(vector) > 4 else ''}\n")
    target.note(f"{answer['usage'].get('total_tokens')} tokens")


def _rerank(target: Target, text: str) -> None:
    documents = target.documents or (text,)
    request = target.request("invoke_rerank", query=text, docs=list(documents), score_threshold=None, top_n=None)
    for one in target.process.result(request)["docs"]:
        target.write(f"{one['score']:.4f}  {one['text']}\n")


def _moderate(target: Target, text: str) -> None:
    flagged = target.process.result(target.request("invoke_moderation", text=text))["result"]
    target.write("flagged\n" if flagged else "not flagged\n")


def _transcribe(target: Target, text: str) -> None:
    path = target.file or Path(text).expanduser()
    try:
        audio = path.read_bytes()
    except OSError as error:
        raise Refused(f"{path.as_posix()} cannot be read: {(error.strerror or '').lower()}.") from None
    target.write(str(target.process.result(target.request("invoke_speech2text", file=audio.hex()))["result"]) + "\n")


def _speak(target: Target, text: str) -> None:
    request = target.request("invoke_tts", content_text=text, voice=target.voice, tenant_id="debug")
    path = target.output or Path("speech.mp3")
    size, kind = 0, None
    with path.open("wb") as file:
        for piece in target.process.call(request):
            size += file.write(bytes.fromhex(piece["result"]))
            kind = piece.get("mime_type") or kind
    target.write(f"{path.as_posix()}: {size} bytes{f' of {kind}' if kind else ''}\n")


_TYPES: dict[str, Callable[[Target, str], None]] = {
    "text-embedding": _embed,
    "rerank": _rerank,
    "moderation": _moderate,
    "speech2text": _transcribe,
    "tts": _speak,
}

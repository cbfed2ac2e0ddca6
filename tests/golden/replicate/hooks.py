"""Replicate runs what people publish: a model describes its input, and a prediction is asked for until it is done."""

import json
import time
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import answers, calls, customs, errors, events

type Call = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]

_TYPES = {"integer": "int", "number": "float", "boolean": "boolean", "string": "string"}
_LONGEST = 600.0  # seconds for which a prediction is waited for
_PAUSE = 0.5  # seconds between two questions whether it is done


def schema(call: Call, draft: customs.Draft) -> None:
    """A parameter for each input that has a type of its own, in the order of the model's own form."""
    about, version = _model(call)
    inputs = _inputs(version)
    generates = {"temperature", "top_p", "top_k"} <= inputs.keys()
    if not generates and "language model" not in str(about.get("description")).lower():
        raise errors.Failure(errors.BAD_REQUEST, f"the model {call.model.name} does not generate text")
    for name, one in sorted(inputs.items(), key=lambda item: item[1].get("x-order", 0)):
        if name in ("prompt", "system_prompt") or "stop" in name or one.get("type") not in _TYPES:
            continue
        draft.parameter(
            name,
            type=_TYPES[one["type"]],
            label={"en_US": one.get("title", name)},
            help={"en_US": one["description"]} if one.get("description") else None,
            default=one.get("default"),
            min=one.get("minimum"),
            max=one.get("maximum"),
            options=one.get("enum"),
        )


def chat(call: ChatCall) -> Iterator[events.Event]:
    """The texts of a prediction as they come, up to a stop word."""
    _, version = _model(call)
    texts = [message.get_text_content() for message in call.messages]
    given = dict(call.body)
    if call.messages and call.messages[0].role.value == "system" and texts[1:]:
        system = texts.pop(0)
        if "system_prompt" in _inputs(version):
            given["system_prompt"] = system
    prompt = "\n\n".join(filter(None, texts))
    started = call.http.post("predictions", {"version": version["id"], "input": {**given, "prompt": prompt}})
    said = ""
    for piece in _output(call, started):
        before, said = len(said), said + str(piece)
        end = min((at for word in call.stop if (at := said.find(word)) >= 0), default=len(said))
        yield events.Text(said[before:end])
        if end < len(said):
            call.http.post(f"{_path(started)}/cancel", {})
            break
    yield events.Finish("stop")


def embed(call: EmbedCall, batch: list[str]) -> calls.Vectors:
    """One prediction a text, or one for all where the model takes a list of texts."""
    _, version = _model(call)
    inputs = _inputs(version)
    server = call.http.adding({"Prefer": "wait"})

    def run(given: Mapping[str, Any]) -> list[Any]:
        id_ = call.cred.model_version or version["id"]
        return list(_output(call, server.post("predictions", {"version": id_, "input": given})))

    if "texts" in inputs:
        return calls.Vectors(run({"texts": json.dumps(batch), "batch_size": 4, "normalize_embeddings": True}))
    name = next((one for one in ("text", "inputs") if one in inputs), None)
    if name is None:
        raise errors.Failure(errors.BAD_REQUEST, f"the model {call.model.name} does not embed texts")
    return calls.Vectors([answers.one(run({name: text}), "[].embedding") for text in batch])


def _model(call: Call) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the server says of the model, and of the version that is used: the user's, or the latest."""
    path = f"models/{quote(call.model.name)}"
    about = call.http.get(path)
    version = about.get("latest_version") if isinstance(about, dict) else None
    if call.cred.model_version:
        version = call.http.get(f"{path}/versions/{quote(call.cred.model_version, safe='')}")
    if not isinstance(version, dict) or "id" not in version:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer describes no version of a model")
    return about, version


def _inputs(version: dict[str, Any]) -> dict[str, dict[str, Any]]:
    found = answers.one(version, "openapi_schema.components.schemas.Input.properties")
    return {name: one for name, one in (found or {}).items() if isinstance(one, dict)}


def _path(prediction: Any) -> str:
    return f"predictions/{quote(str(answers.one(prediction, 'id')), safe='')}"


def _output(call: Call, prediction: Any) -> Iterator[Any]:
    """What a prediction puts out, as it comes. Raises errors.Failure where it fails, or is never done."""
    until, told = time.monotonic() + _LONGEST, 0
    while True:
        output = answers.one(prediction, "output")
        output = output if isinstance(output, list) else [output] if output is not None else []
        yield from output[told:]
        told = max(told, len(output))
        status = answers.one(prediction, "status")
        if status == "succeeded":
            return
        if status not in ("starting", "processing"):
            said = answers.one(prediction, "error") or f"the prediction is {status}"
            raise errors.Failure(errors.SERVER_UNAVAILABLE, str(said))
        if time.monotonic() > until:
            raise errors.Failure(errors.CONNECTION, "the prediction takes too long")
        time.sleep(_PAUSE)
        prediction = call.http.get(_path(prediction))

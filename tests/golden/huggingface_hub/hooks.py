"""Hugging Face: models that it serves itself, and endpoints of one's own, which speak the same protocol."""

from collections.abc import Iterator
from statistics import fmean
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from adapter.entities import Credentials, Discovered, LlmParameters, TextEmbeddingCredentials
from runtime import answers, calls, errors, events, http

type AnyCall = calls.Call[Credentials, Discovered]
type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]

HUB, ENDPOINTS = "https://huggingface.co/api/models", "https://api.endpoints.huggingface.cloud/v2/endpoint"
TEXTS, VECTORS = ("text-generation", "text2text-generation"), ("feature-extraction", "sentence-similarity")


def known(call: AnyCall) -> Discovered:
    """Before a test: whether the model is for what it is to be used for, and served where the user says."""
    cred = call.cred
    tasks = VECTORS if isinstance(cred, TextEmbeddingCredentials) else TEXTS
    if cred.huggingfacehub_api_type == "hosted_inference_api":
        about = _traced(call).get(f"{HUB}/{call.model.wire_name}")
        if answers.one(about, "cardData.inference") is False:
            raise _wrong(f"{call.model.name} is not served by Hugging Face")
        _require(call, answers.one(about, "pipeline_tag"), tasks)
        return Discovered()
    _require(call, cred.task_type, tasks)
    if isinstance(cred, TextEmbeddingCredentials):
        served = answers.every(call.http.get(f"{ENDPOINTS}/{quote(cred.huggingface_namespace or '')}"), "items[]")
        models = {answers.one(one, "status.url"): answers.one(one, "model.repository") for one in served}
        if models.get(cred.huggingfacehub_endpoint_url) != call.model.name:
            raise _wrong(f"no endpoint of {cred.huggingface_namespace} at this address serves {call.model.name}")
    return Discovered()


def generate(call: ChatCall) -> Iterator[events.Event]:
    """The text that goes on from the messages."""
    path = _place(call, TEXTS)
    prompt = "\n\n".join(filter(None, (message.get_text_content() for message in call.messages)))
    parameters = {**call.body, "stop": list(call.stop)} if call.stop else call.body
    body = {"inputs": prompt, "parameters": parameters, "stream": call.stream}
    server = _traced(call)
    if not call.stream:
        answer = server.post(path, body)
        first = answer[0] if isinstance(answer, list) and answer else answer
        if not isinstance(text := answers.one(first, "generated_text"), str):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no text")
        yield events.Text(text)
        yield from _end(first)
        return
    for piece in server.stream(path, body):
        if not answers.one(piece, "token.special"):
            yield events.Text(str(answers.one(piece, "token.text") or ""))
        yield from _end(piece)


def embed(call: EmbedCall, batch: list[str]) -> calls.Vectors:
    """One vector a text; of a model that gives one a token, their mean."""
    place = _place(call, VECTORS)
    path = f"{place}/pipeline/feature-extraction" if place else ""
    answer = _traced(call).post(path, {"inputs": batch})
    return calls.Vectors([_pooled(vector) for vector in answers.every(answer, "[]")])


def _place(call: AnyCall, tasks: tuple[str, ...]) -> str:
    """The path below the endpoint: none below one's own; of a model that Hugging Face serves, what serves it."""
    if call.cred.huggingfacehub_api_type == "inference_endpoints":
        return ""
    name = call.model.wire_name
    told = _traced(call, Authorization=None).get(f"{HUB}/{name}", {"expand": "inferenceProviderMapping"})
    served = answers.one(told, "inferenceProviderMapping")
    listed = answers.every(served, "[].provider")  # the Hub's API has it as a map or as a list
    if "hf-inference" not in (served if isinstance(served, dict) else listed):
        raise _wrong(f"{name} is not served by Hugging Face")
    about = _traced(call, Authorization=None).get(f"{HUB}/{name}")
    _require(call, answers.one(about, "pipeline_tag"), tasks)
    return f"/models/{name}"


def _traced(call: AnyCall, **headers: None) -> http.Server:
    """The server, and in the next request an id by which Hugging Face finds it again."""
    return call.http.adding({"X-Amzn-Trace-Id": str(uuid4()), **headers})


def _require(call: AnyCall, task: object, tasks: tuple[str, ...]) -> None:
    if task not in tasks:
        raise _wrong(f"{call.model.name} is for {task}, not for {' or '.join(tasks)}")


def _wrong(message: str) -> errors.Failure:
    return errors.Failure(errors.BAD_REQUEST, message)


def _end(piece: Any) -> Iterator[events.Event]:
    if reason := answers.one(piece, "details.finish_reason"):
        yield events.Usage(None, answers.count(piece, "details.generated_tokens"))
        yield events.Finish(str(reason))


def _pooled(vector: Any) -> Any:
    if not (isinstance(vector, list) and vector and isinstance(vector[0], list)):
        return vector
    if vector[0] and isinstance(vector[0][0], list):
        return _pooled(vector[0])
    return [fmean(column) for column in zip(*vector, strict=True)]

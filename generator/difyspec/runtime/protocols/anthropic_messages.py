"""``anthropic.messages``: POST messages, the API of Anthropic's models and of those who copied it.

It takes the parameters under the names they have in Chat Completions where this API has other ones for them: a limit is
``max_tokens`` however it is called, stop words are ``stop_sequences``, Dify's user is ``metadata.user_id``. What this
API does not know (penalties, seeds, response formats) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dify_plugin.entities.model.message import PromptMessageTool

from ..calls import ChatCall
from ..events import Event
from ..http import Server
from ..options import User
from ..patience import Patience
from ..streams import closing
from .anthropic_answer import Reader
from .anthropic_input import messages, system
from .openai_request import tool_list, user_id

PATH = "messages"
VERSION = "2023-06-01"
"""The version of the API, in a header that every request needs."""
LIMIT = 4096
"""How many tokens an answer may have where nobody says: this API wants to be told."""

_HEADER = "anthropic-version"
_LIMITS = ("max_tokens", "max_completion_tokens", "max_output_tokens", "max_tokens_to_sample")
_UNKNOWN = frozenset(
    {"stop", "presence_penalty", "frequency_penalty", "seed", "logit_bias", "logprobs", "top_logprobs", "n"}
    | {"stream_options", "response_format", "json_schema"}
)


def chat(call: ChatCall[Any, Any, Any]) -> Iterator[Event]:
    """Asks and reads the answer, in a stream or at once. Raises errors.Failure, while reading too."""
    path = PATH if call.options.path is None else call.options.path
    server, reader, body = versioned(call.http), Reader(call.http.settings.table), request(call)
    if not call.stream:
        yield from reader.whole(server.post(path, body))
        return
    patience = Patience(call.http.settings)
    with closing(pieces := server.stream(path, body)):
        for piece in pieces:
            if found := list(reader.read(piece)):
                patience.heard()
                yield from found
            else:
                patience.wait()


def versioned(server: Server) -> Server:
    """The server, told the version of the API unless the spec does that."""
    said = any(name.lower() == _HEADER for name in server.settings.headers)
    return server if said else server.adding({_HEADER: VERSION})


def request(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    """The body that is sent; a hook may start from it. Raises errors.Failure for media that this API does not take."""
    options, parameters = call.options, _parameters(call.body)
    extra: dict[str, Any] = {"model": call.model.wire_name, "stream": call.stream, "max_tokens": LIMIT}
    if "stop" not in options.omit and (words := [word for word in call.stop if word.strip()]):
        extra["stop_sequences"] = words
    if call.user is not None and options.user.send:
        parameters = _with_user(parameters, call, options.user)
    if text := system(call.messages):
        extra["system"] = text
    return {
        **{name: value for name, value in extra.items() if name not in options.omit},
        **parameters,
        "messages": messages(call.messages, thoughts=_thinks(parameters)),
        **_tools(call),
    }


def _parameters(body: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters under the names of this API. What is called as it is here goes before what is renamed."""
    found = {name: value for name, value in body.items() if name not in _UNKNOWN and name not in _LIMITS}
    limits = [body[name] for name in _LIMITS if name in body]
    return {**found, "max_tokens": limits[0]} if limits else found


def _with_user(parameters: dict[str, Any], call: ChatCall[Any, Any, Any], user: User) -> dict[str, Any]:
    """Dify's user as ``metadata.user_id``, beside what the parameters say there; under another name, on its own."""
    said = user_id(call.user or "", user)
    if user.name != "user":
        return {user.name: said, **parameters}
    if "user" in call.options.omit:
        return parameters
    metadata = parameters.get("metadata")
    return {**parameters, "metadata": {"user_id": said, **(metadata if isinstance(metadata, dict) else {})}}


def _thinks(parameters: Mapping[str, Any]) -> bool:
    """Whether earlier thoughts may be handed back: a request that switches thinking off must not have them."""
    thinking = parameters.get("thinking")
    return not (isinstance(thinking, dict) and thinking.get("type") == "disabled")


def _tools(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    return {"tools": tool_list(call, _tool)} if call.tools else {}


def _tool(tool: PromptMessageTool) -> dict[str, Any]:
    schema = tool.parameters or {"type": "object", "properties": {}}
    return {"name": tool.name, "description": tool.description, "input_schema": schema}

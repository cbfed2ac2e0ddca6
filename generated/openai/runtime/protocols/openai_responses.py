"""``openai.responses``: POST responses, OpenAI's newer API for language models.

It takes the parameters under the names they have in Chat Completions, so one spec serves both: ``max_tokens`` is
``max_output_tokens`` here, ``reasoning_effort`` stands within ``reasoning``, ``verbosity`` and ``response_format``
within ``text``. What this API does not know (stop words, penalties, seeds) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dify_plugin.entities.model.message import PromptMessageTool

from .. import structured
from ..calls import ChatCall
from ..events import Event
from ..patience import Patience
from ..streams import closing
from .openai_request import tool_list, user_id
from .responses_answer import Reader
from .responses_input import items

PATH = "responses"
LEAST = 16
"""The smallest limit of an answer, in tokens, that OpenAI takes."""

_UNKNOWN = frozenset(
    {"stop", "presence_penalty", "frequency_penalty", "seed", "logit_bias", "logprobs", "n", "stream_options"}
)
_LIMITS = ("max_tokens", "max_completion_tokens", "max_output_tokens")
_MOVED = {"reasoning_effort": ("reasoning", "effort"), "verbosity": ("text", "verbosity")}


def chat(call: ChatCall[Any, Any, Any]) -> Iterator[Event]:
    """Asks and reads the answer, in a stream or at once. Raises errors.Failure, while reading too."""
    path = PATH if call.options.path is None else call.options.path
    reader, body = Reader(call.http.settings.table), request(call)
    if not call.stream:
        yield from reader.whole(call.http.post(path, body))
        return
    patience = Patience(call.http.settings)
    with closing(pieces := call.http.stream(path, body)):
        for piece in pieces:
            if found := list(reader.read(piece)):
                patience.heard()
                yield from found
            else:
                patience.wait()


def request(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    """The body that is sent; a hook may start from it. Nothing is stored unless the parameters say ``store``."""
    options = call.options
    extra: dict[str, Any] = {"model": call.model.wire_name, "stream": call.stream, "store": False}
    if call.user is not None and options.user.send:
        extra[options.user.name] = user_id(call.user, options.user)
    return {
        **{name: value for name, value in extra.items() if name not in options.omit},
        **_parameters(call.body),
        "input": items(call.messages),
        **_tools(call),
    }


def _parameters(body: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters where this API has them. What stands in its own place already goes before what is moved there."""
    found: dict[str, Any] = {}
    for name, value in structured.in_openai_form(body).items():
        if name in _LIMITS:
            found["max_output_tokens"] = max(value, LEAST) if type(value) is int else value
        elif name in _MOVED:
            outer, inner = _MOVED[name]
            found[outer] = {inner: value} | _mapping(found.get(outer))
        elif name == "response_format":
            found["text"] = {"format": _format(value)} | _mapping(found.get("text"))
        elif name in ("reasoning", "text") and isinstance(value, dict):
            found[name] = _mapping(found.get(name)) | value
        elif name not in _UNKNOWN:
            found[name] = value
    return found


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _format(chosen: Any) -> Any:
    """``{type, json_schema: {name, schema}}`` with the schema's own level taken out."""
    schema = chosen.get("json_schema") if isinstance(chosen, dict) else None
    return {"type": chosen["type"], **schema} if isinstance(schema, dict) and "type" in chosen else chosen


def _tools(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    return {"tools": tool_list(call, _function)} if call.tools else {}


def _function(tool: PromptMessageTool) -> dict[str, Any]:
    """Not strict: this API would otherwise refuse schemas with optional parameters."""
    described = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return {"type": "function", **described, "strict": False}

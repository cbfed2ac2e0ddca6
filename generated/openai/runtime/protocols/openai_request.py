"""The request body of OpenAI's language model APIs, as far as chat and completions share it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dify_plugin.entities.model.message import PromptMessageTool

from .. import structured
from ..calls import ChatCall
from ..options import FUNCTION_CALL, User


def body(call: ChatCall[Any, Any, Any], prompt: dict[str, Any]) -> dict[str, Any]:
    """`prompt` (messages, or a text) and everything that goes with it.

    A key that the parameters of the call set already is theirs, and one among `omit` of its options is left out.
    ``stream`` says what is asked for, also where a model has a parameter of that name.
    """
    options, parameters = call.options, structured.in_openai_form(call.body)
    if "stream" in parameters:
        parameters = {**parameters, "stream": call.stream}
    extra: dict[str, Any] = {"model": call.model.wire_name, "stream": call.stream}
    if call.stream and options.stream.usage:
        extra["stream_options"] = {"include_usage": True}
    if call.stop:
        extra["stop"] = list(call.stop)
    if call.user is not None and options.user.send:
        extra[options.user.name] = user_id(call.user, options.user)
    return {
        **{name: value for name, value in extra.items() if name not in options.omit},
        **parameters,
        **prompt,
    }


def user_id(user: str, settings: User) -> str:
    """Dify's user id, cut where the server limits it."""
    return user if settings.max_length is None else user[: settings.max_length]


def tool_list(call: ChatCall[Any, Any, Any], written: Callable[[PromptMessageTool], Any]) -> list[Any]:
    """The tools of the call, before those that its parameters bring (``append: {tools: {type: web_search}}``)."""
    more = call.body.get("tools")
    return [*map(written, call.tools), *(more if isinstance(more, list) else ())]


def tools(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    """The tools in the dialect of the call."""
    if not call.tools:
        return {}
    if call.options.tools == FUNCTION_CALL:
        return {"functions": [_function(tool) for tool in call.tools]}
    choice: dict[str, Any] = {} if {"tool_choice"} & (call.options.omit | call.body.keys()) else {"tool_choice": "auto"}
    return choice | {"tools": tool_list(call, lambda tool: {"type": "function", "function": _function(tool)})}


def _function(tool: PromptMessageTool) -> dict[str, Any]:
    return {"name": tool.name, "description": tool.description, "parameters": tool.parameters}

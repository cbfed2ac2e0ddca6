"""``openai.chat``: POST chat/completions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..calls import ChatCall
from ..events import Event
from ..messages import to_openai
from ..options import FUNCTION_CALL
from ..reasoning import hand_back
from . import openai_answer, openai_request

PATH = "chat/completions"


def chat(call: ChatCall[Any, Any, Any]) -> Iterator[Event]:
    """Asks and reads the answer, in a stream or at once. Raises errors.Failure, while reading too."""
    path = PATH if call.options.path is None else call.options.path
    return openai_answer.events(call, path, request(call))


def request(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    """The body that is sent; a hook may start from it."""
    options = call.options
    messages = to_openai(call.messages, functions=options.tools == FUNCTION_CALL)
    prompt = {"messages": hand_back(messages, options.reasoning), **openai_request.tools(call)}
    return openai_request.body(call, prompt)

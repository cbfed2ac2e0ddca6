"""``openai.completions``: POST completions, for models that continue a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dify_plugin.entities.model.message import PromptMessage

from ..calls import ChatCall
from ..events import Event
from . import openai_answer, openai_request

PATH = "completions"


def complete(call: ChatCall[Any, Any, Any]) -> Iterator[Event]:
    """Asks and reads the answer, in a stream or at once. Raises errors.Failure, while reading too."""
    path = PATH if call.options.path is None else call.options.path
    return openai_answer.events(call, path, request(call))


def request(call: ChatCall[Any, Any, Any]) -> dict[str, Any]:
    """The body that is sent; a hook may start from it."""
    return openai_request.body(call, {"prompt": prompt(call.messages)})


def prompt(messages: Iterable[PromptMessage]) -> str:
    """The text to continue. Dify sends one message to such models; of several, the texts stand below each other."""
    return "\n\n".join(filter(None, (message.get_text_content() for message in messages)))

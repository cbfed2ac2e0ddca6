"""Structured output: Dify's parameters ``response_format`` and ``json_schema`` as OpenAI's API wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dify_plugin.entities.model.message import PromptMessage, SystemPromptMessage

from . import errors
from .bodies import parsed
from .messages.steps import Conversation

_ORDER = (
    "Answer with one JSON object and nothing else. It has to be valid under this JSON Schema:\n"
    "```json\n{schema}\n```"
)


def in_openai_form(body: Mapping[str, Any]) -> dict[str, Any]:
    """`body` with ``response_format`` as an object and the schema inside it.

    A format that is an object already stays. Raises errors.Failure (bad request) for a schema that is missing or no
    JSON object.
    """
    rest = {name: value for name, value in body.items() if name not in ("response_format", "json_schema")}
    chosen = body.get("response_format")
    if chosen == "" or "response_format" not in body:
        return rest
    if not isinstance(chosen, str):
        return {**rest, "response_format": chosen}
    if chosen != "json_schema":
        return {**rest, "response_format": {"type": chosen}}
    return {**rest, "response_format": {"type": chosen, "json_schema": _schema(body.get("json_schema"))}}


def explained(conversation: Conversation, parameters: Mapping[str, Any]) -> Conversation:
    """The conversation, told to keep to the JSON schema that `parameters` ask for; unchanged if they ask for none."""
    schema = parameters.get("json_schema")
    if parameters.get("response_format") != "json_schema" or not isinstance(schema, str) or not schema.strip():
        return conversation
    order = _ORDER.replace("{schema}", schema.strip())
    first, rest = _first_system(conversation)
    content = f"{order}\n\n{first.get_text_content()}" if first is not None else order
    return [SystemPromptMessage(content=content), *rest]


def _first_system(conversation: Conversation) -> tuple[PromptMessage | None, Sequence[PromptMessage]]:
    if conversation and isinstance(conversation[0], SystemPromptMessage):
        return conversation[0], conversation[1:]
    return None, conversation


def _schema(schema: object) -> dict[str, Any]:
    if isinstance(schema, str) and schema.strip():
        schema = parsed("json_schema", schema)
    if not isinstance(schema, dict) or not schema:
        message = "the response format json_schema needs a JSON schema: the parameter json_schema has to be an object"
        raise errors.Failure(errors.BAD_REQUEST, message)
    return schema

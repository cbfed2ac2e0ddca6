"""``merge_consecutive``: for servers that want the roles to alternate."""

from __future__ import annotations

from dataclasses import dataclass

from dify_plugin.entities.model.message import AssistantPromptMessage, PromptMessage, ToolPromptMessage

from .steps import Content, Conversation, parts


@dataclass(frozen=True)
class MergeConsecutive:
    """Joins neighbours of one role, if it is among `roles`; `separator` stands between their texts.

    Answers of tools are never joined: each belongs to one call.
    """

    roles: tuple[str, ...] = ("user", "assistant")
    separator: str = "\n\n"

    def __call__(self, conversation: Conversation) -> Conversation:
        """The conversation with neighbours joined."""
        merged: list[PromptMessage] = []
        for message in conversation:
            if merged and self._belong_together(merged[-1], message):
                merged[-1] = self._joined(merged[-1], message)
            else:
                merged.append(message)
        return merged

    def _belong_together(self, one: PromptMessage, other: PromptMessage) -> bool:
        return one.role == other.role and one.role.value in self.roles and not isinstance(one, ToolPromptMessage)

    def _joined(self, one: PromptMessage, other: PromptMessage) -> PromptMessage:
        changes: dict[str, object] = {
            "content": self._content(one.content, other.content),
            "name": one.name if one.name == other.name else None,
        }
        if isinstance(one, AssistantPromptMessage) and isinstance(other, AssistantPromptMessage):
            changes["tool_calls"] = [*one.tool_calls, *other.tool_calls]
        return one.model_copy(update=changes)

    def _content(self, one: Content, other: Content) -> Content:
        if not one or not other:
            return one or other
        if isinstance(one, str) and isinstance(other, str):
            return f"{one}{self.separator}{other}"
        return [*parts(one), *parts(other)]

"""``drop_role``: for models that know no system prompt, say."""

from __future__ import annotations

from dataclasses import dataclass

from .steps import Conversation


@dataclass(frozen=True)
class DropRole:
    """Leaves out the messages of these roles (``system``, ``developer``, ...)."""

    roles: tuple[str, ...] = ("system",)

    def __call__(self, conversation: Conversation) -> Conversation:
        """The conversation without them."""
        return [message for message in conversation if message.role.value not in self.roles]

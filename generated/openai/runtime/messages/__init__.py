"""Messages to a language model: the steps that reshape a conversation, one file each, and its wire form (`wire.py`).

A step takes a conversation and returns one. It never changes a message it was given: Dify owns them. Hooks see the
conversation after the steps of the spec.
"""

from __future__ import annotations

from .as_parts import as_parts as as_parts
from .drop_empty import drop_empty as drop_empty
from .drop_role import DropRole as DropRole
from .flatten_media import FlattenMedia as FlattenMedia
from .media_as_image_url import media_as_image_url as media_as_image_url
from .merge_consecutive import MergeConsecutive as MergeConsecutive
from .steps import Conversation as Conversation
from .steps import Step as Step
from .strip_think import strip_think as strip_think
from .wire import to_openai as to_openai

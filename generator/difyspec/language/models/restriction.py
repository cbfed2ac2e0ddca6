"""The three keys that restrict anything that can be restricted."""

from __future__ import annotations

from typing import Annotated

from difyspec.language.section import Section, key
from difyspec.language.types import Condition, Name, Patterns


class Restriction(Section):
    """To what a thing is restricted; all keys that are given must hold."""

    match: Patterns | None = key("Patterns, one of which the model's name must fit.", "['qwen3-*']", "gpt-4o")
    group: Name | None = key("The group that the model must be in.", "o_series")
    when: Condition | None = key("The condition that must hold.", "cred.vision_support", "param.thinking and not lite")

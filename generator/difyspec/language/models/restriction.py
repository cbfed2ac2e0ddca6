"""The three keys that restrict anything that can be restricted."""

from difyspec.language.positions import Condition, Name, Patterns
from difyspec.language.section import Section, key


class Restriction(Section):
    """To what a thing is restricted; all keys that are given must hold."""

    match: Patterns | None = key("Patterns, one of which the model's name must fit.", "['qwen3-*']", "gpt-4o")
    group: Name | None = key("The group that the model must be in.", "o_series")
    when: Condition | None = key("The condition that must hold.", "cred.vision_support", "param.thinking and not lite")

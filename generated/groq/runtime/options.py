"""How a language model's request and answer deviate from the usual: what the generated ``options`` returns.

Everything is decided here for one call: conditions of the spec are plain Python where the options are made.
"""

from __future__ import annotations

from .messages.steps import Step
from .reasoning import Thinking
from .records import dataclass

FROM_FEATURES = "from_features"
TOOL_CALL = "tool_call"
FUNCTION_CALL = "function_call"
NO_TOOLS = "none"


@dataclass(frozen=True)
class User:
    """What becomes of Dify's user id: sent as `name`, cut to `max_length` characters, or not sent."""

    send: bool = True
    name: str = "user"
    max_length: int | None = None


@dataclass(frozen=True)
class Stream:
    """How answers come. `never` and `always` force it, whatever Dify asks for; `wanted` does so unless it is None.

    `usage` asks for usage at the end of a stream; `delimiter` stands between the events of servers that send no event
    stream.
    """

    never: bool = False
    always: bool = False
    wanted: bool | None = None
    usage: bool = False
    delimiter: str | None = None

    def decide(self, asked: bool) -> bool:
        """Whether the server is asked to stream; the first of `never`, `always`, `wanted` that is set counts."""
        if self.never:
            return False
        if self.always:
            return True
        return asked if self.wanted is None else self.wanted


@dataclass(frozen=True)
class Options:
    """Settings of one call to a language model; the defaults are what OpenAI's API wants.

    `tools` is a dialect: ``from_features`` (tools are sent to models that declare to take them), ``tool_call``,
    ``function_call`` or ``none``. `stop`: whether stop words are sent. `structured_output`: ``prompt`` also tells the
    model about a JSON schema in words. `messages` are the steps that reshape the conversation, in order. `path`
    overrides the protocol's own. `omit` are keys that the protocol would add and must not.
    """

    tools: str | None = FROM_FEATURES
    stop: bool = True
    user: User = User()
    stream: Stream = Stream()
    structured_output: str | None = None
    messages: tuple[Step, ...] = ()
    reasoning: Thinking = Thinking()
    path: str | None = None
    omit: frozenset[str] = frozenset()

"""What is sent to language models."""

from typing import Annotated

from difyspec.language.choices import FlagChoice
from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.lists import EntriesOf, Many
from difyspec.language.kinds.numbers import Flag as FlagKind
from difyspec.language.kinds.references import OrHook
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.shapes import ByShape, ChoiceOf
from difyspec.language.kinds.texts import Word
from difyspec.language.kinds.values import ValueOf
from difyspec.language.models.requests import TypeTransport
from difyspec.language.models.restriction import Restriction
from difyspec.language.positions import (
    NAME,
    AnyValueData,
    Condition,
    Count,
    Flag,
    FreeName,
    Hook,
    Places,
    PlainText,
    PlainTexts,
    TextValue,
)
from difyspec.language.section import Section, key, required
from difyspec.language.tree import Choice, Entries, Expr, Located
from difyspec.provider.expressions import Value
from difyspec.provider.transport import HookRef

TOOLS = ("from_features", "tool_call", "function_call", "none")
COUNTERS = ("chars/4", "gpt2", "tiktoken", "usage")
MESSAGES = (
    "drop_empty",
    "merge_consecutive",
    "drop_role",
    "strip_think",
    "flatten_media",
    "media_as_image_url",
    "as_parts",
)
ROLES = ("system", "user", "assistant", "tool")

CountTokens = Annotated[str | HookRef, OrHook(Word(COUNTERS))]


class User(Section):
    """How Dify's user id is sent."""

    as_: PlainText | None = key("The name it is sent under.", "user_id")
    max_length: Count | None = key("How many characters of it are sent.", "32")


class Stream(Section):
    """Whether an answer comes in pieces, and how."""

    never: Condition | None = key(
        "When a block is asked for, whatever Dify wants; a group's name will do.", "must_block"
    )
    always: Condition | None = key("When a stream is asked for, whatever Dify wants.", "must_stream")
    param: FreeName | None = key(
        "The parameter that decides; it is not sent itself, unless a step of `send` names it.", "enable_stream"
    )
    usage: FlagChoice | None = key("Whether the stream is asked to say how many tokens were used.", "true")
    delimiter: TextValue | None = key(
        "What stands between events of a server that speaks no SSE.", "$(cred.stream_mode_delimiter)"
    )


class MessageStep(Restriction):
    """The settings of one step, as far as it has them."""

    roles: Annotated[tuple[Located[str], ...], Many(Word(ROLES, called="a role"))] | None = key(
        "The roles it concerns.", "[user, assistant]"
    )
    separator: PlainText | None = key("What is put between merged texts.", '"\\n\\n"')
    text: PlainText | None = key("What stands in place of something taken out.", "(image)")


class Return(Restriction):
    """How reasoning is handed back in the next turn."""

    short = "as_"

    as_: PlainText | None = key("The field of the message.", "reasoning_content")
    tools_only: Flag | None = key("Whether only messages that call tools have the field.", "true")
    thoughts_only: Flag | None = key("Whether only messages in which something was thought have it.", "true")
    empty: AnyValueData | None = key("What it holds where nothing was thought; else an empty text.", "null")


class Switch(Section):
    """Where a request says whether a model is to think."""

    short = "at"

    at: Places | None = key(
        "The places in the request.", "thinking.type", "[enable_thinking, chat_template_kwargs.thinking]"
    )
    on: AnyValueData | None = key(
        "What they say while it is on; else `enabled` at a place called `type`, and `true` elsewhere.", "auto"
    )
    off: AnyValueData | None = key("The same while it is off; else `disabled`, and `false`.", "none")


class Reasoning(Section):
    """What becomes of a model's reasoning, and how it is switched on and off."""

    param: FreeName | None = key(
        "The parameter that switches it; it is sent only where `switch` names it.", "enable_thinking"
    )
    say_default: Flag | None = key(
        "Whether requests say so also where users leave the parameter alone and its default decides.", "true"
    )
    on: Condition | None = key("When it is on, where not the parameter alone decides.", "thinking_on")
    off: Condition | None = key("When it is off, likewise; else whenever it is not on.", "thinking_off")
    switch: Annotated[Choice[Switch], ChoiceOf(SectionOf(Switch), inline=True)] | None = key(
        "Where requests say so.", "thinking.type", "[{when: extended, at: [enable_thinking, thinking.type]}]"
    )
    drop_on: Places | None = key("Parameters that are not sent while it is on.", "[temperature, top_p]")
    drop_off: Places | None = key("Parameters that are not sent unless it is on.", "[reasoning_effort]")
    read: PlainTexts | None = key("Fields of the answer that hold it.", "[reasoning, reasoning_content]")
    return_: Return | None = key("How it is handed back in the next turn.", "{as: reasoning_content, group: v4}")
    hide: Annotated[bool | Restriction, ByShape(FlagKind(), SectionOf(Restriction))] | None = key(
        "When it is not shown; else while it is known to be off.", "{when: thinking_off}", "true"
    )


class Polling(Section):
    """Models that work as jobs: an answer takes minutes."""

    start: Hook = required("A hook that starts the job of a call.", "hooks.start")
    check: Hook = required("A hook that asks whether the job is done.", "hooks.check")
    every: Count | None = key("Seconds between two questions.", "5")
    expires: Count | None = key("Seconds after which a job is given up.", "3600")
    attempts: Count | None = key("How often Dify asks at most.", "120")


_USER: Kind[str | User] = ByShape(Word(("send", "drop")), SectionOf(User))


class LlmTransport(TypeTransport):
    """Language models."""

    tools: Annotated[Choice[Expr[Value]], ChoiceOf(ValueOf(options=TOOLS))] | None = key(
        "How tools are offered to the model.", "from_features", "none"
    )
    stop: Annotated[Choice[str], ChoiceOf(Word(("send", "drop")))] | None = key("Whether stop words are sent.", "drop")
    user: Annotated[Choice[str | User], ChoiceOf(_USER)] | None = key(
        "What becomes of Dify's user id.", "drop", "{as: user_id}"
    )
    stream: Stream | None = key("Whether an answer comes in pieces.", "{never: must_block, usage: true}")
    structured_output: Annotated[str, Word(("native", "prompt"))] | None = key(
        "How a JSON schema is asked for: by the protocol's own means, or by a prompt.", "prompt"
    )
    messages: (
        Annotated[
            Entries[MessageStep],
            EntriesOf(SectionOf(MessageStep), SectionOf(MessageStep), NAME, MESSAGES, unique=False, called="steps"),
        ]
        | None
    ) = key("What is done to messages, in order.", "[drop_empty, merge_consecutive: {roles: [user, assistant]}]")
    reasoning: Reasoning | None = key("What becomes of a model's reasoning.", "{read: [reasoning_content]}")
    count_tokens: CountTokens | None = key("How tokens are counted.", "chars/4", "hooks.count_tokens")
    polling: Polling | None = key(
        "How the models with the feature `polling` work.", "{start: hooks.start, check: hooks.check, every: 5}"
    )

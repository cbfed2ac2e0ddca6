"""The types that models declare their keys with: what Python sees, and the kind that reads it."""

from __future__ import annotations

from typing import Annotated

from difyspec.language.kinds.base import Kind
from difyspec.language.kinds.lists import Many, TableOf
from difyspec.language.kinds.numbers import AnyMap, AnyScalar, Number, Whole
from difyspec.language.kinds.numbers import Flag as FlagKind
from difyspec.language.kinds.numbers import FlagData as FlagDataKind
from difyspec.language.kinds.references import Hook as HookKind
from difyspec.language.kinds.references import Place as PlaceKind
from difyspec.language.kinds.sections import KeyNames
from difyspec.language.kinds.texts import LocalText, Plain, Word
from difyspec.language.kinds.values import AddressOf, BodyOf, ComputedOf, ConditionOf, PatternOf, ValueOf
from difyspec.language.tree import Entries, Expr, Located
from difyspec.provider import expressions, texts, transport, values

NAME_FORM = r"[A-Za-z_][A-Za-z0-9_]*"
NAME_WHY = "Write letters, digits and underscores, and no digit first: expressions and Python use the name."
NAME = Plain("a name", NAME_FORM, NAME_WHY)
FREE_NAME = Plain("a name", r"[A-Za-z0-9_][A-Za-z0-9_.\-]*", "Write letters, digits, `_`, `-` and `.`.")

MODEL_TYPES = ("llm", "text-embedding", "rerank", "speech2text", "tts", "moderation")
TEMPLATES = (
    "temperature",
    "top_p",
    "top_k",
    "presence_penalty",
    "frequency_penalty",
    "max_tokens",
    "response_format",
    "json_schema",
)
LIBRARY_FIELDS = (
    "api_key",
    "endpoint_url",
    "base_url",
    "server_url",
    "display_name",
    "endpoint_model_name",
    "mode",
    "context_size",
    "max_tokens",
    "max_tokens_to_sample",
    "max_chunks",
    "vision_support",
    "function_calling_type",
    "invoke_timeout",
    "max_retries",
    "organization",
)
"""The names of shipped form fields; `resolve.library` has their definitions."""

LIBRARY_PARAMETERS = (
    "max_completion_tokens",
    "seed",
    "min_p",
    "repetition_penalty",
    "enable_thinking",
    "thinking_budget",
    "reasoning_effort",
    "verbosity",
    "enable_search",
    "logprobs",
    "top_logprobs",
)
"""The names of shipped parameters."""

FEATURES = (
    "tool-call",
    "multi-tool-call",
    "stream-tool-call",
    "agent-thought",
    "vision",
    "video",
    "audio",
    "document",
    "structured-output",
    "polling",
)

MODEL_TYPE: Kind[str] = Word(MODEL_TYPES, called="a model type")
TEXT_VALUE: Kind[Expr[expressions.Value]] = ValueOf()
ADDRESS_VALUE: Kind[Expr[expressions.Value]] = AddressOf()
NUMBER_VALUE: Kind[Expr[expressions.Value]] = ValueOf(values.Kind.INT)
WHOLE_VALUE: Kind[Expr[expressions.Value]] = ValueOf(values.Kind.INT, whole=True)
FLAG_VALUE: Kind[Expr[expressions.Value]] = ValueOf(values.Kind.BOOL)
ANY_VALUE: Kind[Expr[expressions.Value]] = ValueOf(None)

Text = Annotated[texts.Text, LocalText()]
PlainText = Annotated[str, Plain()]
Name = Annotated[str, NAME]
FreeName = Annotated[str, FREE_NAME]
Flag = Annotated[bool, FlagKind()]
FlagData = Annotated[values.Scalar, FlagDataKind()]
NumberData = Annotated[values.Scalar, Number(null=True)]
AnyValueData = Annotated[values.Scalar, AnyScalar()]
Count = Annotated[int, Whole(1)]
DataMap = Annotated[values.DataMap, AnyMap()]
ModelTypes = Annotated[tuple[Located[str], ...], Many(MODEL_TYPE)]
PlainTexts = Annotated[tuple[Located[str], ...], Many(Plain())]
Keys = Annotated[tuple[Located[str], ...], KeyNames()]

TextValue = Annotated[Expr[expressions.Value], TEXT_VALUE]
NumberValue = Annotated[Expr[expressions.Value], NUMBER_VALUE]
WholeValue = Annotated[Expr[expressions.Value], WHOLE_VALUE]
Computed = Annotated[Expr[expressions.Value], ComputedOf()]
Condition = Annotated[Expr[expressions.Condition], ConditionOf()]
Patterns = Annotated[tuple[Located[expressions.Pattern], ...], Many(PatternOf())]

Hook = Annotated[transport.HookRef, HookKind()]
Place = Annotated[str, PlaceKind(lists=True)]
Places = Annotated[tuple[Located[str], ...], Many(PlaceKind())]
BODY = TableOf(BodyOf(), PlaceKind(), called="dotted names and values")
Body = Annotated[Entries[Expr[transport.BodyData]], BODY]

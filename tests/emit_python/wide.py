"""An invented provider that uses everything the transport can say, so that all of the emission is exercised."""

from __future__ import annotations

from dataclasses import replace

from difyspec.emit import EmitInputs, with_shipped
from difyspec.emit.cache import MemoryCache
from difyspec.provider import expressions as tree
from difyspec.provider import transport as wire
from difyspec.provider.expressions import Case, Choice, Compare, Else, InGroup, Named, Path, Relation, Root, constant
from difyspec.provider.forms import Field, FieldType, Forms, Option
from difyspec.provider.models import (
    Catalogue,
    CustomFeature,
    CustomModel,
    CustomParameter,
    Model,
    ModelType,
    ParameterRule,
    Voices,
)
from difyspec.provider.plugin import HookFunction, Provider, SpecFile
from difyspec.provider.texts import Text, english
from difyspec.provider.transport import HookRef, Protocol, Step, Transport, TypeTransport, Verb
from difyspec.provider.values import FALSE, NULL, TRUE, DataList, Kind, Scalar, integer, text

from tests.emit_python.xinference import provider as xinference

LABEL = 'Wide "Range" & Sons'

HOOKS = b'''"""What no table says."""

from adapter.entities import Credentials, Discovered, TtsCredentials
from runtime import calls, errors


def token(cred: Credentials) -> str | None:
    return cred.api_key


def classify(problem: errors.Problem) -> errors.Kind | None:
    return errors.RATE_LIMIT if problem.code == "slow_down" else None


def client(cred: Credentials) -> object:
    return object()


def voices(call: calls.Call[TtsCredentials, Discovered], language: str | None) -> list[calls.Voice]:
    return [calls.Voice("Nova", "nova", (language or "en-US",))]
'''
COUNTING = b'''"""Counting."""

from adapter.entities import Credentials, Discovered
from runtime import calls


def count_words(call: calls.EmbedCall[Credentials, Discovered], text: str) -> int:
    return len(text.split())
'''


def cred(name: str) -> Path:
    return Path(Root.CRED, name)


def is_(path: Path, value: str) -> Compare:
    return Compare(path, Relation.EQUAL, text(value))


def number(written: str) -> Scalar:
    return Scalar(Kind.FLOAT if "." in written else Kind.INT, written)


def toggle(name: str, *, default: bool = True, types: tuple[str, ...] = ("llm",)) -> Field:
    options = (Option("on", english("On")), Option("off", english("Off")))
    return Field(
        name,
        name,
        FieldType.TOGGLE,
        "select",
        english(name),
        required=False,
        default=text("off") if default else None,
        options=options,
        model_types=types,
        enabled="on",
        disabled="off",
    )


def select(name: str, *values: str, types: tuple[str, ...] = ()) -> Field:
    options = tuple(Option(value, english(value)) for value in values)
    kind = FieldType.SELECT
    return Field(
        name,
        name,
        kind,
        "select",
        english(name),
        required=True,
        default=text(values[0]),
        options=options,
        model_types=types,
    )


def count(name: str, default: str, *types: str) -> Field:
    kind = FieldType.INT
    return Field(name, name, kind, "text-input", english(name), default=text(default), model_types=types)


def common() -> tuple[Field, ...]:
    return (
        Field("api_key", "wide_api_key", FieldType.SECRET, "secret-input", english("API Key"), required=False),
        select("region", "eu", "us", "cn"),
        Field("tenant", "tenant", FieldType.TEXT, "text-input", english("Tenant"), required=False, aliases=("org",)),
        Field("class", "class", FieldType.INT, "text-input", english('The "class"'), required=False, default=text("7")),
    )


def own() -> tuple[Field, ...]:
    return (
        select("mode", "chat", "completion", types=("llm",)),
        select("thinking", "no", "only", "both", types=("llm",)),
        select("dialect", "tool_call", "function_call", "no_call", types=("llm",)),
        toggle("vision"),
        toggle("usage", default=False),
        Field("delimiter", "delimiter", FieldType.TEXT, "text-input", english("Delimiter"), model_types=("llm",)),
        Field(
            "context",
            "context",
            FieldType.INT,
            "text-input",
            english("Context"),
            default=text("4096"),
            model_types=("llm",),
        ),
        Field(
            "voices", "voices", FieldType.TEXT, "text-input", english("Voices"), required=False, model_types=("tts",)
        ),
        Field(
            "seconds",
            "seconds",
            FieldType.INT,
            "text-input",
            english("Seconds"),
            default=text("600"),
            model_types=("rerank",),
        ),
    )


CONDITIONS: tuple[tuple[str, tree.Condition], ...] = (
    ("american", is_(cred("region"), "us")),
    ("may_think", tree.OneOf(cred("thinking"), (text("only"), text("both")))),
    (
        "thinking_on",
        tree.Any(
            (
                is_(cred("thinking"), "only"),
                tree.All((Named("may_think"), Compare(Path(Root.PARAM, "think"), Relation.EQUAL, TRUE))),
            )
        ),
    ),
    ("large", tree.Any((InGroup("large_ones"), tree.Matches(Path(Root.MODEL), (tree.Pattern("*-max"),))))),
    ("never_used", tree.Truth(cred("vision"))),
)


def parameters() -> tuple[CustomParameter, ...]:
    def rule(name: str, type_: str, **rest: object) -> ParameterRule:
        return ParameterRule(name, type=type_, label=english(name), **rest)  # type: ignore[arg-type]

    options = DataList((text("low"), text("high")))
    return (
        CustomParameter(rule("temperature", "float", default=number("0.5"), min=number("0.0"), max=number("2.0"))),
        CustomParameter(rule("max_tokens", "int", min=integer(1)), (("max", constant(cred("context"))),)),
        CustomParameter(rule("think", "boolean"), when=Named("may_think")),
        CustomParameter(
            rule("effort", "string", options=(text("low"),)),
            (
                ("options", Choice((Case(Named("large"), options),))),
                ("default", Choice((Case(Named("large"), text("high")), Case(None, text("low"))))),
            ),
            when=Named("may_think"),
        ),
        CustomParameter(rule("web_search", "boolean", default=FALSE)),
        CustomParameter(rule("json_schema", "text")),
    )


def llm() -> CustomModel:
    several = Text((("en_US", text("Large")), ("zh_Hans", text("大"))))
    return CustomModel(
        ModelType.LLM,
        like=None,
        label=Choice((Case(Named("large"), several), Case(None, Else(cred("tenant"), Path(Root.MODEL))))),
        features=(
            CustomFeature("vision", tree.Truth(cred("vision"))),
            CustomFeature("agent-thought", Named("may_think")),
            CustomFeature("agent-thought", Named("large")),
            CustomFeature("tool-call", None),
            CustomFeature("audio", tree.Any(())),
        ),
        properties=(
            ("mode", constant(cred("mode"))),
            (
                "context_size",
                Choice(
                    (
                        Case(Named("large"), integer(128000)),
                        Case(InGroup("small_ones"), integer(2048)),
                        Case(None, cred("context")),
                    )
                ),
            ),
        ),
        parameters=parameters(),
    )


def catalogues() -> tuple[Catalogue, ...]:
    size = (("context_size", constant(integer(512))), ("max_chunks", constant(integer(4))))
    speech = (("audio_type", constant(text("mp3"))),)
    moderation = Model(
        "wide-moderation", ModelType.MODERATION, "m.yaml", english("M"), None, (("max_chunks", integer(1)),), None, None
    )
    return (
        Catalogue(ModelType.LLM, custom=llm()),
        Catalogue(ModelType.TEXT_EMBEDDING, custom=CustomModel(ModelType.TEXT_EMBEDDING, None, None, None, size, None)),
        Catalogue(ModelType.RERANK, custom=CustomModel(ModelType.RERANK, None, None, None, size[:1], None)),
        Catalogue(
            ModelType.TTS,
            custom=CustomModel(
                ModelType.TTS, None, None, None, speech, None, voices=Voices(cred("voices"), ("en-US", "zh-Hans"))
            ),
        ),
        Catalogue(
            ModelType.MODERATION, predefined=(moderation,), predefined_paths=("models/moderation/m.yaml",), position=()
        ),
    )


def connection() -> wire.Connection:
    entra = wire.Bearer(HookRef("token"))
    header = wire.AuthHeader((("api-key", cred("api_key")),))
    return wire.Connection(
        endpoint=Choice(
            (
                Case(Named("american"), text("https://us.wide.example/v1")),
                Case(is_(cred("region"), "cn"), text("https://cn.wide.example/v1")),
                Case(InGroup("large_ones"), cred("tenant")),
                Case(None, tree.Template(("https://", cred("region"), ".wide.example/v1"))),
            )
        ),
        normalize=(wire.Normalize(wire.NormalizeVerb.ENSURE_SUFFIX, "/v1"),),
        auth=Choice(
            (Case(Named("american"), entra), Case(is_(cred("region"), "cn"), wire.NoAuth()), Case(None, header))
        ),
        headers=(("X-Title", constant(text("Dify"))), ("X-Tenant", constant(cred("tenant")))),
        query=Choice(
            (Case(Named("american"), ()), Case(None, (("version", Else(cred("tenant"), text("2024-02-15"))),)))
        ),
        timeout=constant(wire.Timeout(connect=number("5"), read=integer(300), total=number("315.5"))),
        retry=constant(wire.Retry(integer(2), ((429, 429), (503, 503)), number("0.5"))),
        wire_name=constant(tree.Template(("wide/", Path(Root.MODEL)))),
    )


def send() -> tuple[Step, ...]:
    body = wire.BodyMap((("type", text("web_search")), ("depth", wire.BodyList((integer(1), NULL, cred("class"))))))
    limits = wire.BodyMap((("min", number("0.01")), ("max", number("1.99"))))
    return (
        Step(Verb.DEFAULT, (("stream_id", text("s")),)),
        Step(Verb.CLAMP, (("temperature", limits),)),
        Step(Verb.DROP, (("think", None), ("web_search", None)), when=tree.Not(Named("thinking_on"))),
        Step(Verb.SET, (("thinking.type", text("enabled")),), when=Named("thinking_on")),
        Step(
            Verb.RENAME,
            (("effort", text("reasoning.effort")),),
            ((text("low"), text("minimal")), (TRUE, NULL)),
            Named("thinking_on"),
        ),
        Step(Verb.COPY, (("temperature", text("sampling.temperature")),)),
        Step(Verb.APPEND, (("tools", body),), when=tree.Truth(Path(Root.PARAM, "web_search"))),
        Step(Verb.PARSE, (("json_schema", None),)),
        Step(Verb.SET, (("user_class", NULL),)),
    )


def chat() -> TypeTransport:
    completion = is_(Path(Root.MODEL, "mode"), "completion")
    return TypeTransport(
        "llm",
        Choice((Case(completion, Protocol.OPENAI_COMPLETIONS), Case(None, Protocol.OPENAI_CHAT))),
        send=send(),
        path=constant(text("/chat/completions")),
        tools=Choice((Case(is_(cred("dialect"), "no_call"), wire.Tools.NONE), Case(None, cred("dialect")))),
        stop=Choice((Case(InGroup("large_ones"), False), Case(None, True))),
        user=Choice(
            (Case(Named("american"), wire.User(send=False)), Case(None, wire.User(name="user_id", max_length=32)))
        ),
        stream=wire.Stream(
            never=Named("large"),
            always=InGroup("small_ones"),
            param="think",
            usage=constant(cred("usage")),
            delimiter=cred("delimiter"),
        ),
        structured_output="prompt",
        messages=(
            wire.MessageStep("drop_empty"),
            wire.MessageStep("strip_think", when=Named("may_think")),
            wire.MessageStep(
                "merge_consecutive",
                (("roles", DataList((text("user"), text("assistant")))), ("separator", text("\n\n"))),
            ),
        ),
        reasoning=wire.Reasoning(
            ("reasoning",), "reasoning_content", InGroup("large_ones"), tree.Not(Named("thinking_on"))
        ),
        count_tokens=wire.CountTokens.CHARS,
    )


def others() -> tuple[TypeTransport, ...]:
    item = Path(Root.ITEM)
    kinds = (("text", wire.BodyMap((("text", item),))), ("image", wire.BodyMap((("image", item),))))
    slots = {"model": "model", "query": "query", "documents": "items", "top_n": "top_n"}
    request = tuple((key, Path(Root.CALL, slot)) for key, slot in slots.items())
    ranking = wire.JsonMapping(
        constant(text("/rank")),
        constant(wire.BodyMap(request)),
        each=(wire.JsonItem(InGroup("large_ones"), kinds), wire.JsonItem(None, (("text", item),))),
        response=(("results", "results"), ("index", "index"), ("score", "relevance_score")),
    )
    return (
        TypeTransport(
            "text-embedding",
            constant(Protocol.OPENAI_EMBEDDINGS),
            send=(Step(Verb.SET, (("kind", Path(Root.CALL, "input_type")),)),),
            prefix=(("document", constant(cred("tenant"))), ("query", constant(text("query: ")))),
            overflow=wire.Overflow.SPLIT,
            batch=integer(8),
            concurrency=2,
            user=constant(wire.User(send=False)),
            count_tokens=HookRef("count_words"),
        ),
        TypeTransport(
            "rerank",
            constant(Protocol.JSON),
            connection=wire.Connection(timeout=constant(wire.Timeout(read=cred("seconds")))),
            json=ranking,
            score="sigmoid",
        ),
        TypeTransport("tts", constant(Protocol.OPENAI_SPEECH), word_limit=100, workers=2, voices=HookRef("voices")),
        TypeTransport(
            "moderation",
            constant(Protocol.OPENAI_MODERATIONS),
            connection=wire.Connection(headers=(("X-Safe", constant(text("yes"))),)),
            chunk=1000,
        ),
    )


def errors() -> wire.Errors:
    message = Path(Root.ERROR, "message")
    large = Compare(Path(Root.ERROR, "status"), Relation.AT_LEAST, integer(520))
    return wire.Errors(
        code_place="base.code",
        message_place="base.message",
        rows=(
            wire.ErrorRow(wire.ErrorKind.BAD_REQUEST, statuses=((402, 402), (404, 405))),
            wire.ErrorRow(wire.ErrorKind.RATE_LIMIT, codes=(integer(1002), text("slow"))),
            wire.ErrorRow(
                wire.ErrorKind.AUTHORIZATION,
                messages=('account "x" suspended',),
                template=tree.Template(("Ask: ", message, " (", Path(Root.ERROR, "status"), ")")),
            ),
            wire.ErrorRow(wire.ErrorKind.CONNECTION, exceptions=("openai.APITimeoutError",)),
            wire.ErrorRow(
                wire.ErrorKind.SERVER_UNAVAILABLE,
                when=tree.All((large, Compare(message, Relation.HAS, text("{busy}")))),
            ),
        ),
    )


def validation() -> wire.Validation:
    budget = Compare(Path(Root.ERROR, "message"), Relation.HAS, text("budget_tokens"))
    attempts = (
        wire.Attempt(Named("large"), (("max_completion_tokens", integer(16)),)),
        wire.Attempt(budget, (("thinking.type", text("disabled")), ("extra", NULL))),
        wire.Attempt(None, (("max_tokens", integer(1)),)),
    )
    ping = wire.TypeValidation("llm", (("max_tokens", integer(5)),), constant(cred("usage")), attempts)
    otherwise: Case[tree.Value] = Case(None, Else(cred("tenant"), text("wide-moderation")))
    chosen: Choice[tree.Value] = Choice((Case(Named("american"), text("wide-us")), otherwise))
    ranked = wire.TypeValidation("rerank", query="Which?", documents=("one", "two"))
    said = wire.TypeValidation("text-embedding", text="a text")
    asked = wire.TypeValidation("speech2text", gets=("health", "models"))
    return wire.Validation(provider=(("moderation", chosen),), types=(ping, ranked, said, asked), gets=("models",))


def provider() -> Provider:
    """The provider."""
    hooks = [
        HookFunction("token", "hooks.main", ("cred",), 7),
        HookFunction("classify", "hooks.main", ("problem",), 11),
        HookFunction("client", "hooks.main", ("cred",), 15),
        HookFunction("voices", "hooks.main", ("call", "language"), 19),
        HookFunction("count_words", "hooks.counting", ("call", "text"), 7),
    ]
    base = xinference()
    return replace(
        base,
        name="wide",
        manifest=replace(base.manifest, name="wide", label=english(LABEL)),
        label=english(LABEL),
        model_types=(
            ModelType.LLM,
            ModelType.TEXT_EMBEDDING,
            ModelType.RERANK,
            ModelType.TTS,
            ModelType.MODERATION,
        ),
        methods=("predefined-model", "customizable-model"),
        forms=Forms(provider=common(), model=common() + own(), model_name_label=english("Model Name")),
        catalogues=catalogues(),
        facts=(),
        groups=(
            ("large_ones", (tree.Pattern("wide/xl-*"), tree.Pattern("^(o1|o3)", regex=True, ignore_case=True))),
            ("small_ones", (tree.Pattern("*-2k*"), tree.Pattern("*-2k-max", excludes=True))),
        ),
        conditions=CONDITIONS,
        transport=Transport(connection(), (chat(), *others()), HookRef("client"), HookRef("classify")),
        validation=validation(),
        errors=errors(),
        hooks=tuple(hooks),
        hook_files=(
            SpecFile("hooks/main.py", "hooks/main.py"),
            SpecFile("hooks/counting.py", "hooks/counting.py"),
        ),
    )


def inputs() -> EmitInputs:
    """The author's files, with the shipped runtime."""
    files = {"hooks/main.py": HOOKS, "hooks/counting.py": COUNTING, "icon.svg": b"<svg/>\n"}
    return with_shipped(files, MemoryCache())

"""Xinference as ``spec/xinference`` describes it, written out as the provider it resolves to."""

from __future__ import annotations

from pathlib import Path as File

from difyspec.emit import EmitInputs, with_shipped
from difyspec.emit.cache import MemoryCache
from difyspec.provider.expressions import Case, Choice, Compare, Else, Path, Relation, Root, Truth, constant
from difyspec.provider.forms import Fact, FactType, Field, FieldType, Forms
from difyspec.provider.models import Catalogue, CustomFeature, CustomModel, CustomParameter, ModelType, ParameterRule
from difyspec.provider.plugin import HookFunction, Icons, Manifest, Provider, SpecFile
from difyspec.provider.texts import english
from difyspec.provider.transport import (
    Bearer,
    BodyMap,
    Connection,
    HookRef,
    Normalize,
    NormalizeVerb,
    Protocol,
    Retry,
    Step,
    Timeout,
    Transport,
    TypeTransport,
    Validation,
    Verb,
)
from difyspec.provider.values import Kind, Scalar, integer, text

SPEC = File(__file__).parents[2] / "spec" / "xinference"

CONTEXT = Path(Root.DISCOVERED, "context_length")
LENGTH = Else(Path(Root.DISCOVERED, "input_length"), integer(512))
SOUNDS = text("flac,mp3,mp4,mpeg,mpga,m4a,ogg,wav,webm")


def number(written: str) -> Scalar:
    return Scalar(Kind.FLOAT, written)


def fields() -> tuple[Field, ...]:
    url, secret = FieldType.URL, FieldType.SECRET
    return (
        Field("server_url", "server_url", url, "text-input", english("Server URL"), required=True),
        Field(
            "model_uid",
            "model_uid",
            FieldType.TEXT,
            "text-input",
            english("Model UID"),
            required=True,
            pattern="^[^/?#]+$",
        ),
        Field("api_key", "api_key", secret, "secret-input", english("API Key"), required=False),
        Field(
            "invoke_timeout",
            "invoke_timeout",
            FieldType.INT,
            "text-input",
            english("Timeout (seconds)"),
            required=True,
            default=text("60"),
        ),
        Field(
            "max_retries",
            "max_retries",
            FieldType.INT,
            "text-input",
            english("Attempts"),
            required=True,
            default=text("3"),
        ),
    )


def rule(name: str, type_: str, **rest: object) -> CustomParameter:
    known = {"temperature", "top_p", "max_tokens", "presence_penalty", "frequency_penalty"}
    template = name if name in known else None
    made = ParameterRule(name, use_template=template, type=type_, label=english(name), **rest)  # type: ignore[arg-type]
    dynamic = (("max", constant(Else(CONTEXT, integer(2048)))),) if name == "max_tokens" else ()
    return CustomParameter(made, dynamic)


def llm() -> CustomModel:
    tools = Truth(Path(Root.DISCOVERED, "tools"))
    penalty = {"default": number("0.0"), "min": number("-2.0"), "max": number("2.0"), "precision": integer(2)}
    return CustomModel(
        ModelType.LLM,
        like=None,
        label=None,
        features=(
            CustomFeature("vision", Truth(Path(Root.DISCOVERED, "vision"))),
            CustomFeature("tool-call", tools),
            CustomFeature("multi-tool-call", tools),
            CustomFeature("stream-tool-call", tools),
        ),
        properties=(
            ("mode", constant(Else(Path(Root.DISCOVERED, "mode"), text("chat")))),
            ("context_size", constant(Else(CONTEXT, integer(2048)))),
        ),
        parameters=(
            rule("temperature", "float", default=number("0.0"), min=number("0.0"), max=number("1.0")),
            rule("top_p", "float", default=number("1.0"), min=number("0.0"), max=number("1.0")),
            rule("max_tokens", "int", default=integer(512), min=integer(1)),
            rule("presence_penalty", "float", **penalty),
            rule("frequency_penalty", "float", **penalty),
            rule("think", "boolean"),
        ),
    )


def simple(type_: ModelType, **properties: object) -> Catalogue:
    choices = tuple((name, constant(value)) for name, value in properties.items())
    return Catalogue(type_, custom=CustomModel(type_, None, None, None, choices, None))  # type: ignore[arg-type]


def catalogues() -> tuple[Catalogue, ...]:
    return (
        Catalogue(ModelType.LLM, custom=llm()),
        simple(ModelType.TEXT_EMBEDDING, context_size=LENGTH, max_chunks=integer(1)),
        simple(ModelType.RERANK, context_size=LENGTH),
        simple(ModelType.SPEECH2TEXT, file_upload_limit=integer(25), supported_file_extensions=SOUNDS),
        simple(ModelType.TTS, audio_type=text("mp3"), word_limit=integer(4096)),
    )


def transport() -> Transport:
    cred = {name: Path(Root.CRED, name) for name in ("server_url", "api_key", "model_uid")}
    completion = Compare(Path(Root.MODEL, "mode"), Relation.EQUAL, text("completion"))
    limits = BodyMap((("min", number("0.01")), ("max", number("0.99"))))
    return Transport(
        Connection(
            endpoint=constant(cred["server_url"]),
            normalize=(
                Normalize(NormalizeVerb.STRIP_SUFFIX, "/v1"),
                Normalize(NormalizeVerb.ENSURE_SUFFIX, "/v1"),
            ),
            auth=constant(Bearer(cred["api_key"])),
            timeout=constant(Timeout(read=Path(Root.CRED, "invoke_timeout"))),
            retry=constant(Retry(Path(Root.CRED, "max_retries"), ())),
            wire_name=constant(cred["model_uid"]),
        ),
        (
            TypeTransport(
                "llm",
                Choice((Case(completion, Protocol.OPENAI_COMPLETIONS), Case(None, Protocol.OPENAI_CHAT))),
                send=(
                    Step(Verb.CLAMP, (("temperature", limits),)),
                    Step(Verb.RENAME, (("think", text("chat_template_kwargs.enable_thinking")),)),
                ),
            ),
            TypeTransport("text-embedding", constant(Protocol.OPENAI_EMBEDDINGS)),
            TypeTransport("rerank", constant(Protocol.JINA_RERANK)),
            TypeTransport("speech2text", constant(Protocol.OPENAI_TRANSCRIPTIONS)),
            TypeTransport("tts", constant(HookRef("speak")), voices=HookRef("voices")),
        ),
    )


def provider() -> Provider:
    """The provider."""
    hooks = (("discover", ("call",)), ("voices", ("call", "language")), ("speak", ("call", "text", "voice", "format")))
    return Provider(
        name="xinference",
        manifest=Manifest(
            name="xinference",
            author="langgenius",
            version="0.1.0",
            label=english("Xorbits Inference"),
            description=english("Models that you run yourself."),
            icon="icon.svg",
            created_at=text("2026-11-20T00:00:00Z"),
            memory=integer(268435456),
        ),
        label=english("Xorbits Inference"),
        description=english("Models that you run yourself."),
        background=text("#FAF5FF"),
        help=None,
        icons=Icons(english("icon.svg")),
        model_types=(
            ModelType.LLM,
            ModelType.TEXT_EMBEDDING,
            ModelType.RERANK,
            ModelType.SPEECH2TEXT,
            ModelType.TTS,
        ),
        methods=("customizable-model",),
        forms=Forms(provider=None, model=fields(), model_name_label=english("Model Name")),
        catalogues=catalogues(),
        facts=(
            Fact("mode", FactType.SELECT, "completion_type", ("chat", "completion")),
            Fact("context_length", FactType.INT, "context_length"),
            Fact("input_length", FactType.INT, "max_tokens"),
            Fact("vision", FactType.BOOL, "support_vision"),
            Fact("tools", FactType.BOOL, "support_function_call"),
            Fact("family", FactType.TEXT, "audio_model_name"),
        ),
        transport=transport(),
        validation=Validation(discover=HookRef("discover")),
        hooks=tuple(HookFunction(name, "hooks", parameters, 1) for name, parameters in hooks),
        hook_files=(SpecFile("hooks.py", "hooks.py"),),
        assets=(SpecFile("_assets/icon.svg", "icon.svg"),),
    )


def inputs() -> EmitInputs:
    """The author's files, with the shipped runtime."""
    files = {name: (SPEC / name).read_bytes() for name in ("hooks.py", "icon.svg")}
    return with_shipped(files, MemoryCache())

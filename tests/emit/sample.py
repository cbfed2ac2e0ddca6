"""A provider with something of everything, every text of it made by a function, to be filled with whatever hurts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from difyspec.emit import EmitInputs, with_shipped
from difyspec.emit.cache import Cache, MemoryCache
from difyspec.provider.expressions import Case, Choice, Else, Path, Root, Template, constant
from difyspec.provider.forms import Fact, FactType, Field, FieldType, Forms, Option, ShowOn
from difyspec.provider.models import (
    Catalogue,
    CustomFeature,
    CustomModel,
    CustomParameter,
    Model,
    ModelType,
    ParameterRule,
    Pricing,
)
from difyspec.provider.plugin import Help, HookFunction, Icons, Manifest, Permissions, Provider, SpecFile
from difyspec.provider.texts import Text, english
from difyspec.provider.transport import Bearer, Connection, Protocol, Timeout, Transport, TypeTransport, User
from difyspec.provider.values import FALSE, TRUE, DataMap, Kind, Scalar, boolean, integer, text

type Words = Callable[[str], str]

HURTING = (
    'it\'s "so" """ \'\'\' \\ \\n {x} {{ y }} {% z %} $(cred.a) %s # no: - yes, [a] | `b` *c* <d> 汉字 🦙\n'
    "next\tline"
)

ICON = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n'
HOOKS = b'"""By hand."""\n\nfrom runtime import urls\n\n\ndef discover(call: object) -> str:\n    return urls.origin("https://a.example/v1")\n'


def same(words: str) -> str:
    return words


def hurting(words: str) -> str:
    return f"{words} {HURTING}"


def number(written: str) -> Scalar:
    return Scalar(Kind.FLOAT if "." in written else Kind.INT, written)


def fields(words: Words) -> tuple[Field, ...]:
    def label(name: str) -> Text:
        return Text((("en_US", text(words(name))), ("zh_Hans", text(words("汉字")))))

    options = (Option("cn", label("China")), Option("us", label("US"), (ShowOn("api_key", words("x")),)))
    switch = (Option("support", label("Yes")), Option("no_support", label("No")))
    return (
        Field(
            "server_url",
            "base_url",
            FieldType.URL,
            "text-input",
            label("Server URL"),
            placeholder=label("Where"),
            help=label("Help"),
            required=True,
            default=text(words("https://a.example")),
        ),
        Field("api_key", "api_key", FieldType.SECRET, "secret-input", label("API Key"), required=False),
        Field("wait", "wait", FieldType.INT, "text-input", label("Wait"), required=True, default=text("450")),
        Field("region", "region", FieldType.SELECT, "select", label("Region"), required=True, options=options),
        Field(
            "vision",
            "vision_support",
            FieldType.TOGGLE,
            "radio",
            label("Vision"),
            required=False,
            default=text("no_support"),
            options=switch,
            model_types=("llm", "rerank"),
            enabled="support",
            disabled="no_support",
            show_on=(ShowOn("region", "cn"),),
        ),
        Field("context", "context", FieldType.INT, "text-input", label("Context"), required=True, model_types=("llm",)),
    )


def rules(words: Words) -> tuple[ParameterRule, ...]:
    return (
        ParameterRule(
            "temperature",
            use_template="temperature",
            label=english(words("Temperature")),
            type="float",
            required=FALSE,
            default=number("1.00"),
            min=number("0.0"),
            max=number("2"),
            precision=integer(2),
        ),
        ParameterRule("top-k", label=english(words("Top k")), type="int", min=integer(1), max=integer(100)),
        ParameterRule(
            "style",
            label=english(words("Style")),
            type="string",
            help=english(words("Help")),
            default=text(words("yes")),
            options=(text("yes"), text("1.0"), text(words("no"))),
        ),
        ParameterRule("thinking", label=english(words("Thinking")), type="boolean", default=TRUE),
        ParameterRule("class", label=english(words("Class")), type="text"),
    )


def chat_model(words: Words, id_: str, limit: int = 4096, *, deprecated: bool = False) -> Model:
    return Model(
        id=id_,
        type=ModelType.LLM,
        file=f"{id_.replace('/', '-')}.yaml",
        label=english(words(id_)),
        features=(text("tool-call"), text("vision")),
        properties=(("mode", text("chat")), ("context_size", integer(8192))),
        parameters=(
            *rules(words),
            ParameterRule("max_tokens", use_template="max_tokens", type="int", max=integer(limit)),
        ),
        pricing=Pricing(text("0.10"), text("0.40"), text("0.000001"), text("USD")),
        deprecated=boolean(True) if deprecated else None,
    )


def catalogues(words: Words) -> tuple[Catalogue, ...]:
    limited = ParameterRule("max_tokens", type="int", min=integer(1))
    custom = CustomModel(
        ModelType.LLM,
        like=None,
        label=None,
        features=(CustomFeature("vision", None), CustomFeature("tool-call", None)),
        properties=(("mode", constant(text("chat"))), ("context_size", constant(Path(Root.CRED, "context")))),
        parameters=(
            *(CustomParameter(rule) for rule in rules(words)),
            CustomParameter(limited, (("max", constant(Path(Root.CRED, "context"))),)),
        ),
    )
    embedding = Model(
        "embed",
        ModelType.TEXT_EMBEDDING,
        "embed.yaml",
        english(words("embed")),
        None,
        (("context_size", integer(512)), ("max_chunks", integer(1))),
        None,
        None,
    )
    names = ("a", "acme-b", "old", "_position")
    paths = tuple(f"models/llm/{name}.yaml" for name in names)
    predefined = (
        chat_model(words, "a"),
        chat_model(words, "acme/b", 9000),
        chat_model(words, "old", deprecated=True),
    )
    return (
        Catalogue(
            ModelType.LLM,
            predefined=predefined,
            custom=custom,
            position=(text("a"), text("acme/b")),
            position_path="models/llm/_position.yaml",
            predefined_paths=paths,
        ),
        Catalogue(
            ModelType.TEXT_EMBEDDING,
            predefined=(embedding,),
            position=(),
            position_path="models/text_embedding/_position.yaml",
            predefined_paths=("models/text_embedding/embed.yaml",),
        ),
        Catalogue(ModelType.RERANK, custom=CustomModel(ModelType.RERANK, None, None, None, (), None)),
    )


def transport() -> Transport:
    address = Else(Path(Root.CRED, "server_url"), text("https://key@api.acme.example/v1"))
    connection = Connection(
        endpoint=constant(address),
        auth=constant(Bearer(Path(Root.CRED, "api_key"))),
        timeout=constant(Timeout(read=Path(Root.CRED, "wait"))),
    )
    regional = Connection(endpoint=constant(Template(("https://", Path(Root.CRED, "region"), ".acme.example"))))
    return Transport(
        connection,
        (
            TypeTransport("llm", constant(Protocol.OPENAI_CHAT), user=Choice((Case(None, User(send=False)),))),
            TypeTransport("text-embedding", constant(Protocol.OPENAI_EMBEDDINGS), connection=regional),
            TypeTransport("rerank", constant(Protocol.JINA_RERANK)),
        ),
    )


def manifest(words: Words) -> Manifest:
    return Manifest(
        name="acme",
        author="acme",
        version="0.1.0",
        label=english(words("Acme")),
        description=english(words("Acme's models")),
        icon="icon.svg",
        created_at=text("2026-11-20T00:00:00Z"),
        memory=integer(268435456),
        permissions=Permissions(DataMap((("model", DataMap((("enabled", TRUE), ("llm", TRUE)))),))),
        minimum_dify_version=text("1.15.0"),
        tags=("utilities",),
        privacy="PRIVACY.md",
        repo="https://git.example/acme",
        extra=DataMap((("meta", DataMap((("odd", integer(1)),))), ("verified", FALSE))),
    )


def provider(words: Words = same) -> Provider:
    """The provider, each text for people passed through `words`."""
    return Provider(
        name="acme",
        manifest=manifest(words),
        label=Text((("en_US", text(words("Acme"))), ("zh_Hans", text(words("艾克米"))))),
        description=english(words("Acme's models")),
        background=text("#FAF5FF"),
        help=Help(english(words("Get a key")), english("https://acme.example/keys?a=(b)")),
        icons=Icons(english("icon.svg"), english("icon.svg")),
        model_types=(ModelType.LLM, ModelType.TEXT_EMBEDDING, ModelType.RERANK),
        methods=("predefined-model", "customizable-model"),
        forms=Forms(
            provider=fields(words)[:4],
            model=fields(words),
            model_name_label=english(words("Model Name")),
            model_name_placeholder=english(words("Name")),
        ),
        catalogues=catalogues(words),
        facts=(
            Fact("mode", FactType.SELECT, "completion_type", ("chat", "completion")),
            Fact("length", FactType.INT, "length"),
            Fact("ratio", FactType.FLOAT, "ratio"),
        ),
        transport=transport(),
        hooks=(HookFunction("discover", "hooks", ("call",), 6),),
        hook_files=(SpecFile("hooks.py", "hooks.py"),),
        assets=(SpecFile("_assets/icon.svg", "icon.svg"),),
        files=(SpecFile("notes/ünïcode.bin", "files/raw"),),
        provider_extra=DataMap((("identity", DataMap((("author", text(words("Someone"))),))),)),
    )


SPEC_FILES: Mapping[str, bytes] = {"hooks.py": HOOKS, "icon.svg": ICON, "files/raw": b"\xff\x00\r\n"}


def inputs(cache: Cache | None = None) -> EmitInputs:
    """The inputs for the sample, with the shipped runtime."""
    return with_shipped(SPEC_FILES, MemoryCache() if cache is None else cache)

"""The plugin as a package, and the provider as Dify shows it."""

from dataclasses import dataclass
from typing import Annotated, override

from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind
from difyspec.language.kinds.lists import Many
from difyspec.language.kinds.numbers import Flag, data
from difyspec.language.kinds.texts import Plain, Word
from difyspec.language.positions import MODEL_TYPE, MODEL_TYPES, AnyValueData, NumberData, PlainText, PlainTexts, Text
from difyspec.language.reader import Reader
from difyspec.language.section import Section, key, required
from difyspec.language.tree import Located
from difyspec.provider.values import DataMap
from difyspec.provider.vocabulary import TAGS
from difyspec.source import ListNode, MapNode, Node


@dataclass(frozen=True, slots=True)
class Grant:
    """One permission: granted or not, for which model types (`listed`), or Dify's own map of it as written."""

    enabled: bool
    types: tuple[Located[str], ...] = ()
    data: DataMap | None = None
    listed: bool = False


@dataclass(eq=False, repr=False, match_args=False)
class GrantOf(Kind[Grant]):
    """A permission: ``true``, ``false``, a list of model types, or a map as the manifest has it."""

    with_types: bool = False

    @property
    @override
    def words(self) -> str:
        return f"{'a list of model types, ' if self.with_types else ''}`true`, `false`, or a map as in Dify"

    @override
    def decode(self, node: Node, reader: Reader) -> Grant | Broken:
        if isinstance(node, MapNode):
            return Grant(True, data=DataMap(tuple((name.text, data(value)) for name, value in node.entries)))
        if self.with_types and isinstance(node, ListNode):
            types = Many(MODEL_TYPE).decode(node, reader)
            return BROKEN if types is BROKEN else Grant(True, types, listed=True)
        flag = Flag().decode(node, reader)
        return BROKEN if flag is BROKEN else Grant(flag)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        kinds: list[JsonSchema] = [{"type": "boolean"}, {"type": "object"}]
        listed: JsonSchema = {"type": "array", "items": {"enum": list(MODEL_TYPES)}}
        return {"anyOf": [*kinds, listed] if self.with_types else kinds}


class Permissions(Section):
    """What the plugin asks of Dify. A model provider that only answers needs nothing."""

    model: Annotated[Grant, GrantOf(with_types=True)] | None = key(
        "The model types the plugin may call in Dify.", "[llm, text-embedding]"
    )
    tool: Annotated[Grant, GrantOf()] | None = key("Whether the plugin may call tools.", "true")
    node: Annotated[Grant, GrantOf()] | None = key("Whether the plugin may run workflow nodes.", "false")
    app: Annotated[Grant, GrantOf()] | None = key("Whether the plugin may call apps.", "false")
    endpoint: Annotated[Grant, GrantOf()] | None = key("Whether the plugin may open endpoints.", "false")
    storage: Annotated[Grant, GrantOf()] | None = key(
        "Whether the plugin may store data, and how much.", "{enabled: true, size: 1048576}"
    )


class Plugin(Section):
    """The package. Everything but author and version has a default or is derived."""

    author: Annotated[
        str, Plain("an author's name", r"[A-Za-z0-9_\-]{1,64}", "Write up to 64 letters, digits, `_` and `-`.")
    ] = required("Who publishes the plugin.", "langgenius")
    version: Annotated[
        str,
        Plain(
            "a version",
            r"\d{1,4}\.\d{1,4}\.\d{1,4}(?:-\w{1,16})?",
            "Write three numbers with dots between them, as in 0.1.0.",
        ),
    ] = required("The plugin's version: three numbers.", "0.1.0")
    name: (
        Annotated[str, Plain("a plugin's name", r"[a-z0-9_\-]{1,128}", "Write small letters, digits, `_` and `-`.")]
        | None
    ) = key("The plugin's name, where it is not the provider's.", "google")
    label: Text | None = key("The plugin's name as people read it; else the provider's label.", "[DeepSeek, 深度求索]")
    description: Text | None = key("What the marketplace says; else the provider's description.", "Chat models of X.")
    created_at: AnyValueData | None = key("When the plugin was first made, RFC 3339.", "'2026-11-20T00:00:00Z'")
    memory: NumberData | None = key("Bytes of memory the plugin may use.", "268435456")
    permissions: Permissions | None = key("What the plugin asks of Dify.", "{model: [llm], tool: true}")
    dependencies: PlainTexts | None = key("Python packages that hooks need, beside the runtime's own.", "[dashscope]")
    icon: PlainText | None = key("The plugin's icon; else the provider's small one.", "square.svg")
    icon_dark: PlainText | None = key("The same for dark themes.", "square_dark.svg")
    minimum_dify_version: PlainText | None = key("The oldest Dify the plugin works with.", "1.15.0")
    arch: PlainTexts | None = key("Processor architectures.", "[amd64, arm64]")
    runner_version: PlainText | None = key("The Python version Dify runs the plugin with.", "'3.12'")
    meta_version: PlainText | None = key("The version of the manifest's form.", "0.0.1")
    tags: Annotated[tuple[Located[str], ...], Many(Word(TAGS, open=True, called="a tag"))] | None = key(
        "Marketplace tags.", "[rag]"
    )
    privacy: PlainText | None = key("The file with the privacy policy.", "PRIVACY.md")
    repo: PlainText | None = key("Where the source lives.", "'https://github.com/example/plugin'")
    provider_path: PlainText | None = key(
        "Where the provider's YAML lies, if not at `provider/<name>.yaml`; its Python lies beside it.",
        "provider/acme_cloud.yaml",
    )


class Help(Section):
    """A link that is shown beside the form."""

    title: Text | None = key("The text of the link.", "[Get a key, 获取密钥]")
    url: Text | None = key("Where it leads; a map where languages have pages of their own.", "'https://example.com'")


class Icons(Section):
    """File names within the spec's folder. Each may differ by language."""

    small: Text | None = key("The icon in lists.", "icon.svg")
    large: Text | None = key("The wide logo.", "{en_US: logo_en.svg, zh_Hans: logo_zh.svg}")
    small_dark: Text | None = key("The icon in lists, for dark themes.", "icon_dark.svg")
    large_dark: Text | None = key("The wide logo, for dark themes.", "logo_dark.svg")

"""The whole spec."""

from typing import Annotated

from difyspec.language.kinds.lists import Many, TableOf
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.texts import Plain, Word
from difyspec.language.models.catalogue import Catalogues
from difyspec.language.models.credentials import Credentials
from difyspec.language.models.discover import Fact
from difyspec.language.models.errors import Errors
from difyspec.language.models.fields import Field
from difyspec.language.models.groups import ConditionTable, GroupTable
from difyspec.language.models.parameters import Parameter
from difyspec.language.models.plugin import Help, Icons, Plugin
from difyspec.language.models.raw import Raw
from difyspec.language.models.transport import Transport
from difyspec.language.models.validation import Validation
from difyspec.language.positions import FREE_NAME, NAME, ModelTypes, PlainText, Text
from difyspec.language.section import Section, key, required
from difyspec.language.tree import Entries, Located
from difyspec.provider.vocabulary import METHODS

PROVIDER_FORM = r"[a-z0-9_][a-z0-9_\-]{0,127}"


class Document(Section):
    """A whole spec. Its parts may lie in several files of one folder; their sections add up."""

    spec: Annotated[str, Word(("1",))] = required("The version of the language the spec is written in.", "1")
    provider: Annotated[
        str, Plain("the name of a provider", PROVIDER_FORM, "Write small letters, digits, `_` and `-`.")
    ] = required("The provider's name in Dify; users' saved settings depend on it.", "xinference")
    label: Text | None = key("The provider's name as people read it.", "Xorbits Inference", "[DeepSeek, 深度求索]")
    description: Text | None = key(
        "One sentence about the provider.", "[Models that you run yourself., 由您自己运行的模型。]"
    )
    background: PlainText | None = key("The colour behind the provider's icon.", "'#FAF5FF'")
    help: Help | None = key(
        "The link beside the form.", "{title: [Get a key, 获取密钥], url: 'https://example.com/keys'}"
    )
    icons: Icons | None = key(
        "File names of icons beside the spec; `icon.svg` is found by itself.", "{small: icon.svg, large: wide.svg}"
    )
    plugin: Plugin | None = key("What concerns the plugin as a package.", "{author: langgenius, version: 0.1.0}")
    credentials: Credentials | None = key("The forms users fill in.", "{provider: [api_key]}")
    fields: Annotated[Entries[Field], TableOf(SectionOf(Field), NAME, called="form fields by name")] | None = key(
        "Form fields of this provider, to be used by name in its forms.",
        "{switch: {type: toggle, enabled: 'yes', disabled: 'no', default: 'no'}}",
    )
    parameters: (
        Annotated[Entries[Parameter], TableOf(SectionOf(Parameter), FREE_NAME, called="parameters by name")] | None
    ) = key(
        "Model parameters of this provider, to be used by name in its models.",
        "{top_k: {type: int, label: [Top k, 取样数量]}}",
    )
    groups: GroupTable | None = key("Named sets of models.", "{o_series: ['/^o[0-9]/']}")
    conditions: ConditionTable | None = key("Named conditions.", "{extended: cred.compatibility_mode == extended}")
    discover: Annotated[Entries[Fact], TableOf(SectionOf(Fact), NAME, called="facts by name")] | None = key(
        "Facts that validation learns from the server and keeps.", "{context_length: {type: int}}"
    )
    models: Catalogues | None = key("The models, by type.", "{rerank: {custom: {context_size: 8192}}}")
    transport: Transport | None = key(
        "How the server is reached, and per model type what is sent.",
        "{endpoint: 'https://api.example.com/v1', llm: openai.chat}",
    )
    validation: Validation | None = key("How credentials are tested.", "{provider: {llm: llama-3.1-8b-instant}}")
    errors: Errors | None = key("How failures are named.", "{table: [{status: 402, is: bad_request}]}")
    types: ModelTypes | None = key(
        "The model types of the provider, where another order is wanted than that of the language.", "[llm, rerank]"
    )
    methods: Annotated[tuple[Located[str], ...], Many(Word(METHODS))] | None = key(
        "How models come to be, where it does not follow from the forms.", "[predefined-model]"
    )
    conventions: Annotated[str, Word(("explicit", "as_imported"))] | None = key(
        "`explicit` writes out what every loader of Dify needs; `as_imported` leaves out what the plugin left out.",
        "explicit",
    )
    raw: Raw | None = key("Whatever has no key of its own, copied as it is.", "{manifest: {verified: true}}")

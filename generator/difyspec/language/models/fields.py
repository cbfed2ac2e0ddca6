"""Form fields."""

from typing import Annotated

from difyspec.language.kinds.lists import EntriesOf, LocatedOf, TableOf
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.texts import Plain, Word
from difyspec.language.positions import (
    AnyValueData,
    DataMap,
    Flag,
    Keys,
    ModelTypes,
    Name,
    NumberData,
    PlainText,
    PlainTexts,
    Text,
)
from difyspec.language.section import Section, key
from difyspec.language.tree import Entries, Located

FIELD_TYPES = ("text", "secret", "url", "int", "select", "radio", "toggle")
FORMS = ("text-input", "secret-input", "select", "radio", "switch")

ShowOn = Annotated[Entries[Located[str]], TableOf(LocatedOf(Plain()), called="fields and the value each must have")]


class Option(Section):
    """One value of a select: its text for people, or a map."""

    short = "label"

    label: Text | None = key("The text of the option; else the value.", "[China, 中国]")
    show_on: ShowOn | None = key("Values of other fields on which the option depends.", "{mode: chat}")


class Field(Section):
    """One field of a form. Without `type` it is the definition of that name in `fields` or in the shipped library."""

    type: Annotated[str, Word(FIELD_TYPES)] | None = key(
        "What is filled in. Decides Dify's form and the type that expressions and hooks see.", "text", "toggle"
    )
    label: Text | None = key("The label of the field.", "[Server URL, 服务器 URL]")
    placeholder: Text | None = key("What an empty field shows.", "[Enter your API Key, 输入 API Key]")
    help: Text | None = key("A hint beside the field.", "[Which region to use., 使用哪个区域。]")
    url: Text | None = key("A page with more about the field.", "'https://example.com/keys'")
    required: Flag | None = key("Whether it must be filled in; `true` unless it says `false`.", "false")
    default: AnyValueData | None = key("What an empty field counts as; kept as the text that is written.", "'60'", "cn")
    options: Annotated[Entries[Option], EntriesOf(SectionOf(Option), SectionOf(Option), called="options")] | None = key(
        "The values of a select, each with its text.", "[cn: [China, 中国], us: [US, 美国]]", "[low, high]"
    )
    options_from: Annotated[str, Word(("base",))] | None = key(
        "`base`: the options are the models of `base`, each shown for its own type.", "base"
    )
    show_on: ShowOn | None = key("Values of other fields on which the field depends; all must hold.", "{region: us}")
    for_: ModelTypes | None = key("The model types that see the field; all, if it is left out.", "[llm, rerank]", "llm")
    enabled: PlainText | None = key("The value of a toggle that is on.", "support")
    disabled: PlainText | None = key("The value of a toggle that is off.", "no_support")
    form: Annotated[str, Word(FORMS)] | None = key("Dify's form, where it is not the usual one for the type.", "radio")
    pattern: PlainText | None = key("A regular expression that the whole value must match.", "'^[^/?#]+$'")
    max_length: NumberData | None = key("The longest text the form accepts.", "64")
    stored_as: PlainText | None = key("The name in Dify's form and in users' saved credentials.", "old_key")
    aliases: PlainTexts | None = key("Older names under which saved credentials are read as well.", "[old]")
    like: Name | None = key("The field that this one starts as a copy of.", "switch")
    name: Name | None = key("The name of the field, where it is not the name of the definition.", "context_size")
    unset: Keys | None = key("Keys to take away from what was copied or referred to.", "[required, placeholder]")
    extra: DataMap | None = key("Further keys of Dify's form, copied as they are.", "{scope: all}")

"""The forms users fill in."""

from dataclasses import dataclass
from typing import Annotated, override

from difyspec.language.kinds.base import BROKEN, Broken, Definitions, JsonSchema, Kind, NameKind
from difyspec.language.kinds.lists import EntriesOf
from difyspec.language.kinds.sections import SectionOf
from difyspec.language.kinds.texts import Plain
from difyspec.language.models.fields import Field
from difyspec.language.positions import LIBRARY_FIELDS, NAME_FORM, NAME_WHY, Text
from difyspec.language.reader import Reader
from difyspec.language.section import Section, key
from difyspec.language.tree import Entries
from difyspec.source import Node

_GIVEN = ("model_type", "model_name")


@dataclass(eq=False, repr=False, match_args=False)
class FieldName(NameKind):
    """The name of a field of a form; `form` is the regular expression for names."""

    form: str = NAME_FORM

    @property
    @override
    def words(self) -> str:
        return "the name of a field"

    @property
    @override
    def pattern(self) -> str:
        return rf"(?!(?:{'|'.join(_GIVEN)})$){self.form}"

    @override
    def decode(self, node: Node, reader: Reader) -> str | Broken:
        name = Plain(self.words, self.form, NAME_WHY).decode(node, reader)
        if name is BROKEN or name not in _GIVEN:
            return name
        remedy = "Remove it. To change its label, write `model_name:` with a label in `credentials`."
        return reader.report("D124", node.span, f"Dify's form has `{name}` by itself", remedy)

    @override
    def schema(self, definitions: Definitions) -> JsonSchema:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


_FORM: Kind[Entries[Field]] = EntriesOf(
    SectionOf(Field), SectionOf(Field), FieldName(), LIBRARY_FIELDS, unique=False, called="form fields"
)
_MODEL_FORM: Kind[Entries[Field]] = EntriesOf(
    SectionOf(Field),
    SectionOf(Field),
    FieldName(rf"(?:provider\.)?{NAME_FORM}"),
    LIBRARY_FIELDS,
    unique=False,
    called="form fields",
)


class ModelName(Section):
    """The texts of the field in which users name a model. Dify's form has that field by itself."""

    label: Text | None = key("The label.", "[Model Name, 模型名称]")
    placeholder: Text | None = key("What the empty field shows.", "[Any name you like, 任意名称]")


class Credentials(Section):
    """The two forms: one for the provider as a whole, one for each model that a user adds."""

    model_name: ModelName | None = key("The texts of the model's name.", "{label: [Deployment, 部署名称]}")
    provider: Annotated[Entries[Field], _FORM] | None = key("The form of the provider.", "[api_key]")
    model: Annotated[Entries[Field], _MODEL_FORM] | None = key(
        "The form of a model that a user adds; `provider.x` repeats a field of the other form.",
        "[provider.api_key, context_size: {for: llm}]",
    )

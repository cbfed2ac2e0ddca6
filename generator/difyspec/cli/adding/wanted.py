"""The model that is wanted, as its columns are to be written."""

from __future__ import annotations

from dataclasses import dataclass

from difyspec.cli.showing import sentence
from difyspec.diagnostics import at, nearest
from difyspec.edit.adding.model import NewModel
from difyspec.edit.adding.models import Where
from difyspec.edit.flow import flow, flow_text
from difyspec.language.kinds.base import BROKEN
from difyspec.language.kinds.sections import keys
from difyspec.language.models.columns import Model
from difyspec.language.models.money import PriceOf
from difyspec.language.reader import Reader
from difyspec.provider.values import DataList, text
from difyspec.source import ListNode, ScalarNode, Style, read_text

_OPTIONS = {name: f"--{name}" for name in ("use", "label", "price", "deprecated", "source")} | {
    "context_size": "--context-size",
    "max_tokens": "--max-tokens",
    "features": "--feature",
}
"""The columns with an option of their own."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The model that is wanted. Numbers and prices are texts as they are to be written."""

    type: str
    id: str
    where: Where = Where()
    use: str | None = None
    labels: tuple[str, ...] = ()
    context_size: str | None = None
    max_tokens: str | None = None
    price: str | None = None
    features: tuple[str, ...] = ()
    deprecated: bool = False
    source: str | None = None
    others: tuple[tuple[str, str], ...] = ()

    def model(self) -> NewModel:
        """The model as it is written."""
        label = flow(DataList(tuple(text(one) for one in self.labels)))
        columns: tuple[tuple[str, str | None], ...] = (
            ("use", None if self.use is None else flow_text(self.use)),
            ("label", None if not self.labels else label if len(self.labels) > 1 else flow_text(self.labels[0])),
            ("context_size", self.context_size),
            ("max_tokens", self.max_tokens),
            ("price", self.price),
            ("features", f"[{', '.join(self.features)}]" if self.features else None),
            ("deprecated", "true" if self.deprecated else None),
            ("source", None if self.source is None else flow_text(self.source)),
        )
        given = tuple((name, value) for name, value in columns if value is not None)
        return NewModel(self.id, (*given, *self.others))


def column(given: str) -> tuple[str, str]:
    """A column and its value from ``max_chunks=32``; `ValueError` for a column that no model has, or for no value."""
    name, sign, value = given.partition("=")
    known = keys(Model)
    if not sign:
        raise ValueError(f"'{given}' is not of the form COLUMN=YAML.")
    if name not in known:
        raise ValueError(sentence(f"a model has no column '{name}'", nearest(name, known), list(known)))
    if name in _OPTIONS:
        raise ValueError(f"'{name}' has an option of its own: {_OPTIONS[name]}.")
    found, findings = read_text("--set", f"[{value.strip()}]")
    whole = isinstance(found.root, ListNode) and len(found.root.items) == 1 and len(value.splitlines()) == 1
    if findings or not whole:
        raise ValueError(f"'{value}' is not one value in YAML as it stands within braces.")
    return name, value.strip()


def price_problem(price: str) -> str | None:
    """Why a text is no price; None if it is one."""
    reader = Reader({})
    found = PriceOf().decode(ScalarNode(price, Style.PLAIN, at("--price")), reader)
    if found is not BROKEN or not reader.findings:
        return None
    return f"{reader.findings[0].message.replace('`', chr(39))}. {reader.findings[0].help.replace('`', chr(39))}"

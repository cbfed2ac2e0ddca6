"""Tables of what is shipped, for `docs/language.md`: form fields, parameters, templates of the SDK."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from difyspec.language.models.document import Document
from difyspec.language.models.fields import Field
from difyspec.language.models.parameters import Parameter
from difyspec.language.read import read
from difyspec.language.tree import Choice
from difyspec.provider.values import Scalar
from difyspec.source import load_file

_LIBRARY = Path(__file__).parents[1] / "resolve" / "library"


def shipped(what: str) -> str:
    """The table of ``fields``, ``parameters`` or ``templates``."""
    return _TABLES[what]()


def _fields() -> str:
    rows = (_field(one.name, one.body) for one in _document("fields").fields or ())
    return _table(("field", "type", "default", "remarks"), rows)


def _field(name: str, field: Field) -> tuple[str, ...]:
    remarks = []
    if field.enabled is not None:
        remarks.append(f"saved as `{field.enabled}` when it is on, else as `{field.disabled}`")
    if field.options:
        remarks.append(" or ".join(f"`{one.name}`" for one in field.options))
    if field.required is False:
        remarks.append("may be left out")
    return (f"`{name}`", f"`{field.type}`", _code(field.default), "; ".join(remarks))


def _parameters(name: str) -> str:
    rows = (_parameter(one.name, one.body) for one in _document(name).parameters or ())
    return _table(("parameter", "type", "default", "values"), rows)


def _parameter(name: str, parameter: Parameter) -> tuple[str, ...]:
    least, most = (_single(one) for one in (parameter.min, parameter.max))
    values = " to ".join(one for one in (least, most) if one)
    if parameter.options:
        values = ", ".join(f"`{one.value}`" for one in parameter.options)
    elif values and not most:
        values = f"{values} and more"
    type_ = f"`{parameter.type}`" if parameter.type else f"as `{parameter.template}`"
    return (f"`{name}`", type_, _single(parameter.default), values)


def _single(choice: Choice[object] | None) -> str:
    """What a choice with one case comes to."""
    tree = getattr(choice.cases[0].then, "tree", None) if choice is not None and choice.cases else None
    return _code(tree.text) if isinstance(tree, Scalar) else ""


def _code(text: object) -> str:
    return "" if text is None else f"`{getattr(text, 'text', text)}`"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines).replace("|  |", "| |")


def _document(name: str) -> Document:
    file, _ = load_file(_LIBRARY / f"{name}.yaml", f"<library>/{name}.yaml")
    document = read([file])[0] if file else None
    if document is None:
        raise RuntimeError(f"the library file {name}.yaml cannot be read: the installation is damaged")
    return document


_TABLES: dict[str, Callable[[], str]] = {
    "fields": _fields,
    "parameters": lambda: _parameters("parameters"),
    "templates": lambda: _parameters("templates"),
}

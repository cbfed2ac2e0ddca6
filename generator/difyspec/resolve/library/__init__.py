"""What is shipped: form fields, parameters, and the SDK's parameter templates, written in the language itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from difyspec.language import Document, Entries, read
from difyspec.language.models.fields import Field
from difyspec.language.models.parameters import Parameter
from difyspec.source import load_file

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Library:
    """Definitions by name. A template's definition has all that the SDK fills in for it."""

    fields: Entries[Field]
    parameters: Entries[Parameter]
    templates: Entries[Parameter]


@cache
def library() -> Library:
    """The shipped library."""
    fields, parameters, templates = (_document(name) for name in ("fields", "parameters", "templates"))
    if fields.fields is None or parameters.parameters is None or templates.parameters is None:
        raise RuntimeError("the library is not complete: the installation is damaged")
    return Library(fields.fields, parameters.parameters, templates.parameters)


def _document(name: str) -> Document:
    file, _ = load_file(_FOLDER / f"{name}.yaml", f"<library>/{name}.yaml")
    document, _ = read([file]) if file else (None, ())
    if document is None:
        raise RuntimeError(f"the library file {name}.yaml cannot be read: the installation is damaged")
    return document

"""The work of ``difyspec show``: which pages are asked for, and making them. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from difyspec.cli.console import show
from difyspec.cli.refusal import Failed, Refused
from difyspec.cli.workspace import Workspace
from difyspec.compile import Examination, examine_spec
from difyspec.diagnostics import nearest
from difyspec.provider.models import CustomModel, Model, ModelType
from difyspec.provider.plugin import Provider
from difyspec.report.effective.given import GivenError, credentials, facts
from difyspec.report.effective.pages import custom_page, model_page
from difyspec.report.effective.provider_page import provider_page
from difyspec.report.effective.rows import Page
from difyspec.report.effective.view import View
from difyspec.resolve.reduction import Known


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be shown: a model by name and type, and what its call is to be taken for."""

    model: str | None = None
    type: str | None = None
    credentials: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)


def shown_pages(workspace: Workspace, name: str, asked: Asked) -> tuple[list[Page], list[str]]:
    """The pages, and remarks about them. `Refused` for a name that is not there, `Failed` for a spec with errors."""
    found = understood(find_spec(workspace, name))
    view = view_of(found)
    if asked.model is None:
        return [provider_page(view)], []
    try:
        values = credentials(asked.credentials, view.provider) | facts(asked.facts, view.provider)
    except GivenError as error:
        raise Refused(sentence(str(error), error.suggestion)) from None
    view = view_of(found, Known(values, None, view.known.groups, view.known.conditions))
    return _model(asked.model, asked.type, view)


def find_spec(workspace: Workspace, name: str) -> Path:
    """The folder of the spec that a name or a path means; `Refused` where there is none."""
    path = Path(name)
    if path.is_dir() and path.absolute().parent == workspace.specs.absolute():
        name = path.name
    known = workspace.providers()
    if name in known:
        return workspace.spec(name)
    raise Refused(sentence(f"there is no spec '{name}' in '{workspace.specs.as_posix()}'", nearest(name, known), known))


def understood(spec: Path) -> Examination:
    """A spec without errors; `Failed` after its findings were shown."""
    found = examine_spec(spec)
    if found.provider is None:
        show(found.findings, found.folder.texts(), "text")
        raise Failed
    return found


def view_of(found: Examination, known: Known | None = None) -> View:
    """The view of a spec without errors."""
    if found.provider is None or found.document is None:
        raise ValueError(f"{found.folder.path} has errors")
    provider = found.provider
    known = known or Known({}, None, dict(provider.groups), dict(provider.conditions))
    return View(provider, found.document, found.origins, found.folder.texts(), known)


def sentence(problem: str, suggestion: str | None, known: list[str] | None = None) -> str:
    """One line that says what is wrong and what was most likely meant, else what there is."""
    said = f"{problem[0].upper()}{problem[1:]}."
    if suggestion is not None:
        return f"{said} Did you mean '{suggestion}'?"
    return f"{said} There are: {', '.join(known)}." if known else said


def _model(name: str, type_: str | None, view: View) -> tuple[list[Page], list[str]]:
    """The pages of a model of the spec, else of what it would be if a user added it."""
    written = [one for one in _models(view.provider, type_) if one.id == name]
    if written:
        return [model_page(one, view) for one in written], []
    near = nearest(name, [one.id for one in _models(view.provider, type_)])
    custom = _customs(view.provider, type_)
    if not custom:
        of_type = f" {type_}" if type_ else ""
        known = [one.id for one in _models(view.provider, type_)]
        problem = f"'{view.provider.name}' has no{of_type} model '{name}', and users cannot add one"
        raise Refused(sentence(problem, near, known[:12]))
    remarks = [f"'{name}' is nearly the model '{near}' of the spec."] if near else []
    if len(custom) > 1:
        others = ", ".join(one.type.value for one in custom[1:])
        remarks.append(f"shown as {custom[0].type.value}; --type shows it as: {others}")
    return [custom_page(custom[0], name, view)], remarks


def _models(provider: Provider, type_: str | None) -> list[Model]:
    found = (one for one in provider.catalogues if type_ in (None, one.type.value))
    return [model for one in found for model in (*one.predefined, *one.base, *one.kept)]


def _customs(provider: Provider, type_: str | None) -> list[CustomModel]:
    """The models that users can add, in Dify's order of types."""
    wanted = [one for one in ModelType if type_ in (None, one.value)]
    found = (provider.catalogue(one).custom for one in wanted)
    return [one for one in found if one is not None]

"""Adding a model: the line, the proof that it compiles, and then the file."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from difyspec.cli.adding.resembling import resembles
from difyspec.cli.adding.wanted import Wanted
from difyspec.cli.console import colored, note, say, show
from difyspec.cli.refusal import Failed, Refused
from difyspec.cli.showing import find_spec, sentence, view_of
from difyspec.cli.workspace import Workspace
from difyspec.compile import Examination, examine_spec
from difyspec.diagnostics import Finding, Severity, blocking, nearest
from difyspec.edit.adding.errors import AddError
from difyspec.edit.adding.models import Addition, add_model
from difyspec.edit.write import write_text
from difyspec.language import Document
from difyspec.language.models.catalogue import Catalogue
from difyspec.provider.models import ModelType
from difyspec.report.effective.brief import brief
from difyspec.report.effective.pages import model_page
from difyspec.report.effective.plain import Style, plain


def add(workspace: Workspace, provider: str, wanted: Wanted, *, dry_run: bool) -> None:
    """Adds the model and says what came of it; `Refused` or `Failed` where nothing was written."""
    spec = find_spec(workspace, provider)
    before = examine_spec(spec, traced=False)
    _check(before, wanted)
    try:
        addition = add_model(before.folder.files, wanted.type, wanted.model(), wanted.where)
    except AddError as error:
        raise Refused(sentence(str(error), error.suggestion)) from None
    after = examine_spec(spec, {addition.file: addition.text}, traced=not dry_run)
    _judge(before, after)
    for warning in _nearly(before, wanted):
        note(f"note: {warning}")
    if dry_run:
        _show_change(before, addition)
        return
    try:
        write_text(Path(addition.file), addition.text)
    except OSError as error:
        raise Refused(f"{addition.file} cannot be written: {(error.strerror or '').lower()}.") from None
    _tell(after, addition, wanted)
    note(f"difyspec generate {spec.name} writes its files")


def _check(found: Examination, wanted: Wanted) -> None:
    """What can be told before anything is written: a spec that can be read, and the profile."""
    if found.document is None:
        show(found.findings, found.folder.texts(), "text")
        _nothing_written()
    catalogue = _catalogue(found.document, wanted)
    profiles = list(catalogue.profiles.names) if catalogue is not None and catalogue.profiles is not None else []
    if wanted.use is not None and wanted.use not in profiles:
        problem = f"there is no profile '{wanted.use}' for {wanted.type} models"
        raise Refused(sentence(problem, nearest(wanted.use, profiles), profiles))
    if len(wanted.labels) > 2:
        raise Refused("A model has one label, or two: the English one and the Chinese one.")


def _catalogue(document: Document, wanted: Wanted) -> Catalogue | None:
    """The section of the model type."""
    found: Catalogue | None = getattr(document.models, ModelType(wanted.type).folder, None)
    return found


def _judge(before: Examination, after: Examination) -> None:
    """Shows what is wrong now and was not before; any error, old or new, ends the command."""
    known = {(one.code, one.message) for one in before.findings}
    errors = blocking(after.findings)
    told: list[Finding] = [
        one
        for one in after.findings
        if (one.code, one.message) not in known or (errors and one.severity is Severity.ERROR)
    ]
    if told:
        show(told, after.folder.texts(), "text")
    if errors:
        _nothing_written()


def _nothing_written() -> NoReturn:
    note("nothing was written")
    raise Failed


def _nearly(found: Examination, wanted: Wanted) -> Iterator[str]:
    """Models that are called nearly the same, which may well be the same model."""
    catalogue = _catalogue(found.document, wanted) if found.document is not None else None
    for models in (catalogue.predefined, catalogue.base) if catalogue is not None else ():
        for entry in models or ():
            if resembles(wanted.id, entry.name):
                place = f"{entry.name_span.file}:{entry.name_span.line}"
                yield f"'{wanted.id}' is nearly '{entry.name}', which is there already ({place})"


def _show_change(before: Examination, addition: Addition) -> None:
    """The change as a diff."""
    old = next(one.text for one in before.folder.files if one.file == addition.file)
    lines = difflib.unified_diff(
        old.splitlines(), addition.text.splitlines(), addition.file, f"{addition.file} (new)", lineterm=""
    )
    color = colored(sys.stdout)
    for line in lines:
        tone = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
        click.secho(line, fg=tone, color=color)


def _tell(after: Examination, addition: Addition, wanted: Wanted) -> None:
    """What was added, where, and what it comes to."""
    view = view_of(after)
    models = view.provider.catalogue(ModelType(wanted.type)).predefined
    model = next(one for one in models if one.id == wanted.id)
    line = addition.text.splitlines()[addition.line - 1].strip()
    say(f"{addition.file}:{addition.line}: added {line.removeprefix('- ')}")
    say("")
    color = colored(sys.stdout)
    click.echo(plain([brief(model_page(model, view))], Style(color=color)), nl=False, color=color)

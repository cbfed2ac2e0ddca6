"""The files of models: the ones asked for by name, and those that follow from a rule."""

from __future__ import annotations

import posixpath
import re

from difyspec.diagnostics import Span
from difyspec.language import Entry
from difyspec.language.models.columns import Model
from difyspec.resolve.context import Context
from difyspec.resolve.slugs import FileRule, file_names

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+\- ()]*\.ya?ml")


def files_of(entries: list[Entry[Model]], rule: FileRule, context: Context) -> list[str]:
    """The file of each model, without its folder. A name that no loader would take for a model is a finding."""
    for entry in entries:
        file = entry.body.file
        if file is not None and context.explicit and (not _FILE.fullmatch(file) or file.endswith("_position.yaml")):
            context.say("D413", entry.body.span("file"), f"`{file}` is not the name of a model's file")
    return file_names([one.name for one in entries], [one.body.file for one in entries], rule)


class Places:
    """The paths that models of a type took, to find two on one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._taken: dict[str, tuple[str, Span]] = {}

    def take(self, path: str, model: str, span: Span) -> None:
        """Notes the path of a model."""
        name = posixpath.normpath(path).casefold()
        other = self._taken.setdefault(name, (model, span))
        if other[1] != span:
            related = [(other[1], "the other model")]
            self._context.say("D413", span, f"`{path}` is the file of `{other[0]}` already", related=related)

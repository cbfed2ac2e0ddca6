"""The files that models ask for by name."""

from __future__ import annotations

import re

from difyspec.language import Entries
from difyspec.language.models.columns import Model
from difyspec.resolve.context import Context

_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+\- ()]*\.ya?ml")


def check_files(entries: Entries[Model], context: Context) -> None:
    """Findings about names that no loader would take for a model, and about one name for two models."""
    first: dict[str, str] = {}
    for entry in entries:
        file = entry.body.file
        if file is None:
            continue
        span = entry.body.span("file")
        if not _FILE.fullmatch(file) or file.endswith("_position.yaml"):
            context.say("D413", span, f"`{file}` is not the name of a model's file")
        other = first.setdefault(file.casefold(), entry.name)
        if other != entry.name:
            context.say("D413", span, f"`{file}` is the file of `{other}` already")

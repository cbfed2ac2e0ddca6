"""A rule: a function that finds one kind of defect, with its code, its severity and its page.

The function takes one thing to look at; the type of that parameter says which view the rule needs. Its docstring is
its page: the title, what it finds, and then sections ``Why:``, ``Fix:``, ``Wrong:`` and ``Right:``.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from difyspec.diagnostics import Finding, Related, Severity, Span
from difyspec.diagnostics.catalogue.entry import Entry
from difyspec.diagnostics.fix import Fix, Safety

ERROR = Severity.ERROR
WARNING = Severity.WARNING
INFO = Severity.INFO
SAFE = Safety.SAFE
UNSAFE = Safety.UNSAFE
_CODE = re.compile(r"D[89][0-9]{2}")
_SECTIONS = ("Why", "Fix", "Wrong", "Right")


class View(StrEnum):
    """What rules look at, by the name of the type of their parameter."""

    PARAMETER = "Parameter"
    MODEL = "Model"
    FIELD = "Field"
    PLUGIN = "Plugin"
    REFUSALS = "Refusals"
    MANY = "Plugins"


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that a rule objects to; the rest of the finding comes from the rule."""

    span: Span
    message: str
    help: str | None = None
    suggestion: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


@dataclass(frozen=True)
class Rule:
    """One rule. `name` is that of its function, with ``-``; `fixes` says which kinds of fixes its hits may have."""

    code: str
    severity: Severity
    name: str
    view: View
    find: Callable[[Any], Iterator[Hit]]
    fixes: tuple[Safety, ...] = ()

    @cached_property
    def entry(self) -> Entry:
        """Its page."""
        return replace(_entry(self.code, self.severity, self.find.__doc__ or ""), fixed=fixed(self.fixes))

    def findings(self, subject: object) -> Iterator[Finding]:
        """What it finds in one subject."""
        for hit in self.find(subject):
            remedy = hit.help or self.entry.fix
            yield Finding(self.code, self.severity, hit.message, remedy, hit.span, hit.related, hit.suggestion, hit.fix)


def fixed(fixes: tuple[Safety, ...]) -> str:
    """How the defects of a rule are fixed."""
    match fixes:
        case ():
            return "by hand"
        case (Safety.SAFE,):
            return "safe: --fix does it where it is certain what is meant"
        case (Safety.UNSAFE,):
            return "unsafe: --fix --unsafe-fixes does it where something suggests itself"
        case _:
            return "safe, with --fix, where it is certain what is meant; else unsafe, with --unsafe-fixes"


def rule[S](code: str, severity: Severity, *fixes: Safety) -> Callable[[Callable[[S], Iterator[Hit]]], Rule]:
    """Makes a rule of a function with one parameter; `ValueError` where the code or the parameter is none of ours.

    `fixes` are the kinds of fixes that its hits may have; none where all of them are corrected by hand.
    """

    def decorate(find: Callable[[S], Iterator[Hit]]) -> Rule:
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code} is no code of a rule")
        annotation = next(iter(find.__annotations__.values()))
        return Rule(code, severity, find.__name__.replace("_", "-"), View(annotation), find, fixes)

    return decorate


def _entry(code: str, severity: Severity, doc: str) -> Entry:
    title, _, rest = inspect.cleandoc(doc).partition("\n")
    parts = re.split(rf"^({'|'.join(_SECTIONS)}):[ ]*\n?", rest, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    return Entry(
        code,
        severity,
        title.strip().rstrip("."),
        means=_flowing(parts[0]),
        why=_flowing(found.get("Why", "")),
        fix=_flowing(found.get("Fix", "")),
        bad=inspect.cleandoc("\n" + found.get("Wrong", "")).strip("\n"),
        good=inspect.cleandoc("\n" + found.get("Right", "")).strip("\n"),
    )


def _flowing(text: str) -> str:
    return " ".join(text.split())

"""The form of an entry."""

from __future__ import annotations

from dataclasses import dataclass

from difyspec.diagnostics.finding import Severity

ERROR = Severity.ERROR
WARNING = Severity.WARNING
INFO = Severity.INFO


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known about one code, apart from where it is found.

    `title` names the defect in a few words; `means` says what is wrong, `why` why that matters, `fix` in one sentence
    what to do (it is a finding's help where the finder has nothing more particular). `bad` and `good` are examples,
    `fixed` says which of its fixes ``check --fix`` makes; empty for codes that it does not speak of. `of_plugin`: the
    plugin is wrong, not how a spec describes it, so one that was published so is imported with a warning.
    """

    code: str
    severity: Severity
    title: str
    means: str
    why: str
    fix: str
    bad: str = ""
    good: str = ""
    fixed: str = ""
    of_plugin: bool = False

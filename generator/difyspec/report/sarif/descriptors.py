"""What SARIF says of a code: its `reportingDescriptor`, from the same page that ``difyspec explain`` shows."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from difyspec.checks.codes import entry_of
from difyspec.diagnostics import Severity, described
from difyspec.diagnostics.catalogue import AREAS, ENTRIES
from difyspec.diagnostics.catalogue.entry import Entry

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def descriptor(code: str) -> dict[str, Any]:
    """The descriptor of a code. `helpUri` is only there where the package says where its documents are published."""
    entry = entry_of(code)
    made = {
        "id": code,
        "name": _name(entry),
        "shortDescription": {"text": f"{entry.title}."},
        "fullDescription": {"text": " ".join(part for part in (entry.means, entry.why) if part)},
        "help": {"text": described(entry), "markdown": _markdown(entry)},
        "defaultConfiguration": {"level": LEVELS[entry.severity]},
        "properties": {"tags": [_area(code)]},
    }
    if documents() is not None and code not in ENTRIES:
        made["helpUri"] = f"{documents()}/rules/{code}.md"
    return made


def _name(entry: Entry) -> str:
    """The name in the usual form: the words of the rule's function, or of the title, each with a capital."""
    from difyspec.checks.registry import rules

    words = entry.title if entry.code in ENTRIES else next(one.name for one in rules() if one.code == entry.code)
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", words))


def _area(code: str) -> str:
    from difyspec.checks.pages import AREAS as RULES
    from difyspec.checks.pages import area
    from difyspec.checks.registry import rules

    for name, entries in AREAS:
        if any(one.code == code for one in entries):
            return name
    return next(RULES[area(one)] for one in rules() if one.code == code).lower()


def _markdown(entry: Entry) -> str:
    parts = [entry.means, f"**Why it matters.** {entry.why}", f"**What to do.** {entry.fix}"]
    for title, example in (("Wrong:", entry.bad), ("Right:", entry.good)):
        if example:
            parts.append(f"{title}\n\n```\n{example}\n```")
    return "\n\n".join(part for part in parts if part)


@cache
def documents() -> str | None:
    """Where the documents of this package are published, if its metadata says so."""
    from importlib import metadata

    try:
        urls = metadata.metadata("difyspec").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    named = dict(one.split(", ", 1) for one in urls if ", " in one)
    address = named.get("Documentation")
    return address.rstrip("/") if address else None

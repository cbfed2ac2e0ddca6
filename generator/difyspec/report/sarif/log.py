"""The log as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import difyspec
from difyspec.diagnostics import Finding
from difyspec.report.aside import Aside
from difyspec.report.sarif.descriptors import descriptor, documents
from difyspec.report.sarif.places import ROOT
from difyspec.report.sarif.results import results

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: tuple[Finding, ...], texts: Mapping[str, str], *, color: bool, aside: Aside) -> str:
    """One run with all results; its rules are the codes that were found."""
    del color
    found = list(results(findings, texts, aside))
    codes = sorted({str(one["ruleId"]) for one in found})
    for one in found:
        one["ruleIndex"] = codes.index(str(one["ruleId"]))
    driver: dict[str, Any] = {
        "name": "difyspec",
        "version": difyspec.__version__,
        "semanticVersion": difyspec.__version__,
        "rules": [descriptor(code) for code in codes],
    }
    if documents() is not None:
        driver["informationUri"] = documents()
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {ROOT: {"description": {"text": "The folder that difyspec was run in."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": found,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"

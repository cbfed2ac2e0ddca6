"""Which paths a plugin's files may have. Paths are relative to the plugin's folder, with slashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from difyspec.diagnostics import Finding, at, finding

LOCK = ".difyspec.lock"
STAGE = ".difyspec-stage"


def fault(path: str) -> str | None:
    """Why nothing may be written at a path, as the end of a sentence; None if it is a good one."""
    parts = path.split("/")
    if not path or path.startswith("/") or (len(path) > 1 and path[1] == ":"):
        return "is not relative to the plugin"
    if ".." in parts:
        return "leads out of the plugin"
    if "" in parts or "." in parts or "\\" in path:
        return "is not in its plainest form"
    if not path.isprintable():
        return "has characters that cannot be shown"
    if parts[0] in (LOCK, STAGE):
        return "is kept for difyspec's own records"
    return None


def faults(paths: Iterable[str], plugin: str) -> list[Finding]:
    """Findings for paths that no plugin may have and for those that some file systems cannot tell apart.

    `plugin` is the plugin's folder as it is shown.
    """
    findings: list[Finding] = []
    seen: dict[str, str] = {}
    for path in sorted(paths):
        wrong = fault(path)
        if wrong is not None:
            findings.append(finding("D610", at(plugin), f"the path `{path}` {wrong}"))
            continue
        key = unicodedata.normalize("NFC", path).casefold()
        other = seen.setdefault(key, path)
        if other != path:
            message = f"`{other}` and `{path}` are one file where the case of letters does not count"
            findings.append(finding("D611", at(f"{plugin}/{path}"), message))
    folders = {parent for path in seen for parent in parents(path)}
    for key in sorted(folders & seen.keys()):
        message = f"`{seen[key]}` would be a file and a folder"
        findings.append(finding("D611", at(f"{plugin}/{seen[key]}"), message))
    return findings


def parents(path: str) -> list[str]:
    """The folders above a path, outermost first: ``a/b/c`` lies in ``a`` and ``a/b``."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]

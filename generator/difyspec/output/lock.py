"""The record of what was written: one ``.difyspec.lock`` in each plugin, tracked in git.

It travels with the plugin, so plugins can be generated, moved and reverted one by one, and two branches that change
different providers never meet in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from difyspec.output.digest import Digest

VERSION = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Lock:
    """What a plugin was made from and what was written.

    `inputs` are the files of the spec, `outputs` those of the plugin, each with the digest of its content. `compiler`
    is opaque: equal when nothing that shapes a plugin changed in the compiler. `findings` counts what the spec was
    not refused for.
    """

    provider: str
    compiler: Digest
    inputs: Mapping[str, Digest]
    outputs: Mapping[str, Digest]
    findings: int = 0


class LockError(ValueError):
    """A lock that cannot be used; the text says why, as the end of a sentence."""


def dump(lock: Lock) -> bytes:
    """The content of a lock file: sorted, so that it differs only where something changed."""
    data = {
        "version": VERSION,
        "provider": lock.provider,
        "compiler": lock.compiler,
        "findings": lock.findings,
        "inputs": dict(sorted(lock.inputs.items())),
        "outputs": dict(sorted(lock.outputs.items())),
    }
    return (json.dumps(data, indent=2, ensure_ascii=False) + "\n").encode()


def parse(content: bytes) -> Lock:
    """The lock of a file's content; `LockError` if it is none, or has a path that leads out of the plugin."""
    try:
        data = json.loads(content)
    except ValueError:
        if b"<<<<<<<" in content:
            raise LockError("has an unresolved merge") from None
        raise LockError("is not JSON") from None
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise LockError("was written by another version of difyspec")
    provider, compiler, findings = data.get("provider"), data.get("compiler"), data.get("findings")
    if not isinstance(provider, str) or not isinstance(compiler, str) or not isinstance(findings, int):
        raise LockError("lacks a part")
    return Lock(provider, compiler, _digests(data.get("inputs")), _digests(data.get("outputs"), owned=True), findings)


def _digests(data: object, *, owned: bool = False) -> dict[str, Digest]:
    """Paths with digests. Paths of files that may be deleted are not believed before they are checked."""
    from difyspec.output.paths import fault

    if not isinstance(data, dict):
        raise LockError("lacks a part")
    for path, value in data.items():
        if not isinstance(value, str) or not _DIGEST.fullmatch(value):
            raise LockError(f"has no digest for `{path}`")
        wrong = fault(path) if owned else None
        if wrong:
            raise LockError(f"names `{path}`, which {wrong}")
    return data

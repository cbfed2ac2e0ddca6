"""Whatever packer, installer or SDK refuse, we refuse; what all of them accept is no error to us."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from difyspec.layout import layout_of
from difyspec.loaders import Gate, Refusal, daemon, sdk
from difyspec.source import in_memory

from tests.loaders.mutations import MUTATIONS

SHARED = Path(__file__).parents[3] / "shared" / "runtime"
SAMPLE = SHARED / "sample-plugin"
pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="needs ../shared/runtime, which is not here")


def verdicts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / "loader-verdicts.json").read_text("utf-8"))
    return found


def sample() -> dict[str, bytes]:
    return {path.relative_to(SAMPLE).as_posix(): path.read_bytes() for path in SAMPLE.rglob("*") if path.is_file()}


def refused(name: str) -> tuple[list[Refusal], list[Refusal], list[str]]:
    """What the daemon and the SDK would refuse of a mutation, and the codes of what could not be read."""
    files = sample()
    MUTATIONS[name](files)
    layout = layout_of(in_memory("acme", files))
    return daemon.refusals(layout), sdk.refusals(layout), [one.code for one in layout.folder.findings]


def test_every_mutation_is_here() -> None:
    assert set(verdicts()) == set(MUTATIONS)


@pytest.mark.parametrize("name", MUTATIONS)
def test_verdicts(name: str) -> None:
    verdict = verdicts()[name]
    by_daemon, by_sdk, unread = refused(name)
    unreadable = bool(unread)
    packed, installed = verdict["package"].startswith("OK"), "OK install" in verdict.get("install", "")
    always = [one for one in by_daemon if one.gate.always]
    assert (bool(always) or unreadable) == (not (packed and installed)), [one.message for one in always]
    loads = verdict["sdk"].startswith("LOAD ok")
    starts = not any(one.gate is Gate.SDK for one in by_sdk) and unread in ([], ["D754"])
    assert starts == loads, [one.message for one in by_sdk]


def test_calls_that_fail_are_refused_too() -> None:
    """Plugins that load, and of which some call then fails for another reason than the mutation's own."""
    harmless = {
        "py: two LLM classes (last wins)",  # the class that wins raises on purpose
        "py: pydantic fwd ref resolved lazily inside method (model source)",
        "py: pydantic+future lazily used in method (model source)",
        "provider: provider 256",  # only the name in the message differs
    }
    base = verdicts()["base"]["sdk"].partition(" | ")[2]
    for name, verdict in verdicts().items():
        said = verdict["sdk"]
        if said.startswith("LOAD ok prov=") and base not in said and name not in harmless:
            _, by_sdk, _ = refused(name)
            assert [one for one in by_sdk if one.gate is Gate.CALL], (name, said)


@pytest.mark.parametrize("name", [name for name in MUTATIONS if not name.startswith("py:")])
def test_strict_verdicts(name: str) -> None:
    """With every limit of the daemon's switched on, as in remote debugging, we say the same as its own validators."""
    filled_in = {"model: label missing", "files: .difyignore excludes model yaml"}
    by_daemon, _, unread = refused(name)
    strict = verdicts()[name]["strict"].startswith("OK strict")
    if name not in filled_in:
        assert (not by_daemon and not unread) == strict, [one.message for one in by_daemon]

"""Whether a provider's plugin is in step, as far as digests say; quick, because every check starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from difyspec.cli.workspace import Workspace
from difyspec.output.compiler import fingerprint
from difyspec.output.digest import Digest, digest
from difyspec.output.disk import read_lock, states
from difyspec.output.inputs import read_inputs
from difyspec.output.lock import Lock, LockError
from difyspec.output.plan import State


@dataclass(frozen=True, slots=True)
class Standing:
    """The digests of a provider's spec and plugin as they are now, and the lock that says how they were.

    `unusable` says why there is no lock although there is a file; `states` is about the paths that the lock names.
    """

    provider: str
    lock: Lock | None
    unusable: str | None
    inputs: Mapping[str, Digest]
    compiler: Digest
    states: Mapping[str, State]

    @property
    def untouched(self) -> bool:
        """Whether nothing changed since the plugin was generated."""
        return (
            self.lock is not None
            and self.lock.inputs == self.inputs
            and self.lock.compiler == self.compiler
            and self.lock.outputs == self.states
        )


def standing(workspace: Workspace, provider: str) -> Standing:
    """Reads what a provider's standing is decided from."""
    lock, unusable = None, None
    try:
        lock = read_lock(workspace.plugin(provider))
    except LockError as error:
        unusable = str(error)
    except OSError as error:
        unusable = f"cannot be read: {error.strerror}"
    inputs = {path: digest(content) for path, content in read_inputs(workspace.spec(provider)).items()}
    outputs = states(workspace.plugin(provider), lock.outputs if lock else ())
    return Standing(provider, lock, unusable, inputs, current_compiler(), outputs)


@cache
def current_compiler() -> Digest:
    """The running compiler's fingerprint."""
    return fingerprint()

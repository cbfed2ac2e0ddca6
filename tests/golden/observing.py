"""Does a recording notice that a key of a section changed? Each mutant is compiled, and replayed until one does.

As a program it does so for providers by name and prints what nothing noticed:

    PYTHONPATH=. python -m tests.golden.observing groq mistralai
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml
from difyspec.compile import compile_spec
from difyspec.conform.compare import Run
from difyspec.conform.process import WORKER
from difyspec.conform.records import Record
from difyspec.emit.cache import MemoryCache

from tests.golden.mutating import Mutant, mutants
from tests.golden.replaying import Reason, judged, providers, reasons, records, spec_of, written
from tests.golden.zygote import receive, send

ZYGOTE = Path(__file__).with_name("zygote.py")
REFUSED, SAME, UNSEEN = "refused", "same files", "unseen"
_BESIDE = ("tests/", "README", "PRIVACY", "pyproject")
"""Files of a plugin that say nothing of what it does."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What became of a mutant: the record that noticed it, or one of `REFUSED`, `SAME` and `UNSEEN`."""

    mutant: Mutant
    by: str

    @property
    def unseen(self) -> bool:
        """Whether it is a plugin like any other, and no recording noticed."""
        return self.by in (SAME, UNSEEN)


class BrokenError(Exception):
    """A plugin that the SDK does not load."""


class Zygote:
    """The process that plugins are forked from. To be used in a ``with`` block."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory()
        home = self._home.name
        settings = {"HOME": home, "DIFYSPEC_CONFORM_HOME": home, "TIKTOKEN_CACHE_DIR": "", "INSTALL_METHOD": "local"}
        steady = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}
        self._process = subprocess.Popen(
            [sys.executable, str(ZYGOTE), str(WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={"PATH": "/usr/bin:/bin", **settings, **steady},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        for pipe in (self._to, self._from):  # where the SDK is loaded, gevent made them return at once
            os.set_blocking(pipe, True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        with contextlib.suppress(OSError):
            self._home.cleanup()

    def runs(self, plugin: Path, wanted: Iterable[Record]) -> Iterator[tuple[Record, Run]]:
        """What a plugin does in the cases of records, one after the other. Raises `BrokenError`."""
        send(self._to, {"plugin": str(plugin)})
        loaded = receive(self._from) or {}
        if loaded.get("event") != "loaded":
            raise BrokenError(f"{loaded.get('kind')}: {loaded.get('message')}")
        try:
            for record in wanted:
                send(self._to, dict(record.data))
                told = receive(self._from) or {}
                if "exchanges" not in told:
                    raise BrokenError(f"{record.id}: {told}")
                yield record, Run(tuple(told["exchanges"]), told["outcome"], fillers=int(told.get("fillers") or 0))
        finally:
            send(self._to, {})


class Observer:
    """Replays mutants of one provider's section."""

    def __init__(self, provider: str, zygote: Zygote, place: Path) -> None:
        self.provider = provider
        self._zygote, self._place, self._cache = zygote, place, MemoryCache()
        self._folder = spec_of(provider, place / provider)
        self._file = next(one for one in self._folder.glob("*.yaml") if "\ntransport:" in f"\n{one.read_text('utf-8')}")
        self._original: dict[str, Any] = yaml.safe_load(self._file.read_text("utf-8"))
        self._records: list[Record] = records(provider)
        self._reasons: list[Reason] = reasons(provider)
        self._attentive: list[str] = []
        files = self._compiled(self._original)
        assert files is not None, f"{provider} does not compile"
        self._files = files

    def mutants(self) -> list[Mutant]:
        """All mutants."""
        return list(mutants(self._original))

    def observe(self, mutant: Mutant) -> Observed:
        """What becomes of a mutant."""
        files = self._compiled(mutant.data)
        if files is None:
            return Observed(mutant, REFUSED)
        changed = [name for name in {*files, *self._files} if files.get(name) != self._files.get(name)]
        changed = [name for name in changed if not name.startswith(_BESIDE)]
        if not changed:
            return Observed(mutant, SAME)
        with tempfile.TemporaryDirectory(dir=self._place) as folder:
            try:
                return Observed(mutant, self._noticed_by(written(files, Path(folder)), changed))
            except BrokenError as error:
                return Observed(mutant, str(error))

    def _noticed_by(self, plugin: Path, changed: list[str]) -> str:
        """The first record that notices, `UNSEEN` where none does."""
        for record, run in self._zygote.runs(plugin, self._asked(changed)):
            if judged(record, run, self._reasons).unexplained:
                self._noticed(record)
                return record.id
        return UNSEEN

    def _compiled(self, data: dict[str, Any]) -> Mapping[str, bytes] | None:
        self._file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
        return compile_spec(self._folder, cache=self._cache).files

    def _asked(self, changed: list[str]) -> list[Record]:
        """The records that a change to files may concern, those first that noticed another."""
        types = {name.split("/")[1] for name in changed if name.startswith("models/")}
        own = all(name.startswith(("models/", "adapter/custom/")) for name in changed)
        types |= {Path(name).stem.replace("-", "_") for name in changed if name.startswith("adapter/custom/")}
        found = [one for one in self._records if not own or one.type in types or one.type == "provider"]
        rank = {name: number for number, name in enumerate(self._attentive)}
        return sorted(found, key=lambda one: rank.get(one.id, len(rank)))

    def _noticed(self, record: Record) -> None:
        if record.id in self._attentive:
            self._attentive.remove(record.id)
        self._attentive.insert(0, record.id)


def _tell(subject: str) -> None:
    with Zygote() as zygote, tempfile.TemporaryDirectory() as place:
        observer = Observer(subject, zygote, Path(place))
        found = []
        for mutant in observer.mutants():
            found.append(observer.observe(mutant))
            if found[-1].unseen:
                print(f"  {mutant.at}: {mutant.kind}: {found[-1].by}", flush=True)
    refused = sum(one.by == REFUSED for one in found)
    unseen = sum(one.unseen for one in found)
    print(f"{subject}: {len(found)} mutants, {refused} refused, {unseen} unseen", flush=True)


if __name__ == "__main__":
    for asked in sys.argv[1:] or providers():
        _tell(asked)

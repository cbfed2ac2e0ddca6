"""Does a recording notice that a key of a section changed? Each mutant is compiled, and replayed until one does.

As a program it does so for providers by name and prints what nothing noticed:

    PYTHONPATH=. python -m tests.golden.observing groq mistralai
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from difyspec.conform.records import Record
from difyspec.diagnostics import blocking
from difyspec.emit import emit, with_shipped
from difyspec.language.read import read
from difyspec.output.inputs import read_inputs
from difyspec.resolve import resolve
from difyspec.source import load_folder, read_text

from tests.golden.catalogue import TRANSPORT
from tests.golden.forking import BrokenError, Zygote
from tests.golden.mutating import CATALOGUE, SECTIONS, Mutant, mutants, parsed
from tests.golden.replaying import FORMATTED, HERE, Reason, judged, providers, reasons, records, spec_of, written

REFUSED, SAME, UNSEEN = "refused", "same files", "unseen"
_LIKELY, _SUSPECTS = 5, 3
"""How many records run by themselves at once, and how many at a time after they differed with others."""

_BESIDE = ("tests/", "README", "PRIVACY", "pyproject")
"""Files of a plugin that say nothing of what it does."""
_DESCRIBED = ("adapter/custom/", "adapter/base/")
"""Where models that users add are described, a file a type."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What became of a mutant: the record that noticed it, or one of `REFUSED`, `SAME` and `UNSEEN`."""

    mutant: Mutant
    by: str

    @property
    def unseen(self) -> bool:
        """Whether it is a plugin like any other, and no recording noticed."""
        return self.by in (SAME, UNSEEN)


class Observer:
    """Replays mutants of one provider's section, in one folder: what stays is neither read nor written again.

    Records that noticed a mutant are asked first about the next one; of the others first those that are least alike.
    """

    def __init__(self, provider: str, zygote: Zygote, place: Path) -> None:
        self.provider = provider
        self._zygote, self._plugin = zygote, place / "plugin"
        folder = spec_of(provider, place / provider)
        self._inputs, (self._folder, _) = read_inputs(folder), load_folder(folder)
        self._section = next(one for one in self._folder.files if "\ntransport:" in f"\n{one.text}")
        self._original: dict[str, Any] = parsed(self._section.text)
        self._records: list[Record] = _varied(records(provider))
        self._reasons: list[Reason] = reasons(provider)
        self._attentive: list[str] = []
        files = self._compiled(self._original)
        assert files is not None, f"{provider} does not compile"
        self._files = self._written = files
        written(files, self._plugin)

    def mutants(self) -> list[Mutant]:
        """All mutants."""
        own = (HERE / self.provider / TRANSPORT).is_file()
        return list(
            mutants(self._original, SECTIONS if own else tuple(one for one in SECTIONS if one not in CATALOGUE))
        )

    def observe(self, mutant: Mutant) -> Observed:
        """What becomes of a mutant."""
        files = self._compiled(mutant.data)
        if files is None:
            return Observed(mutant, REFUSED)
        changed = [name for name in {*files, *self._files} if files.get(name) != self._files.get(name)]
        changed = [name for name in changed if not name.startswith(_BESIDE)]
        if not changed:
            return Observed(mutant, SAME)
        self._write(files)
        try:
            return Observed(mutant, self._noticed_by(self._asked(mutant, changed)))
        except BrokenError as error:
            return Observed(mutant, str(error))

    def _compiled(self, data: dict[str, Any]) -> Mapping[str, bytes] | None:
        """As `compile_spec`, of a folder that was read but for one file."""
        text = yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        section, findings = read_text(self._section.file, text)
        sources = tuple(section if one is self._section else one for one in self._folder.files)
        document, said = read(sources)
        if document is None or blocking([*findings, *said]):
            return None
        resolution = resolve(document, replace(self._folder, files=sources))
        if resolution.provider is None or blocking(resolution.findings):
            return None
        inputs = {**self._inputs, Path(section.file).name: text.encode()}
        return emit(resolution.provider, with_shipped(inputs, FORMATTED))

    def _write(self, files: Mapping[str, bytes]) -> None:
        for name in self._written.keys() - files.keys():
            (self._plugin / name).unlink()
        written({name: content for name, content in files.items() if self._written.get(name) != content}, self._plugin)
        self._written = files

    def _noticed_by(self, asked: list[Record]) -> str:
        """A record that notices, `UNSEEN` where none does.

        The likeliest run one by one. The others run together, and those that differ then once more by themselves.
        """
        noticed, left = self._proved_by(asked[:_LIKELY]), asked[_LIKELY:]
        while left and not noticed:
            suspects, left = self._suspects(left)
            noticed = self._proved_by(suspects)
        return noticed or UNSEEN

    def _proved_by(self, asked: list[Record]) -> str:
        for record in self._differing(asked):
            self._attentive = [record.id, *(one for one in self._attentive if one != record.id)]
            return record.id
        return ""

    def _suspects(self, asked: list[Record]) -> tuple[list[Record], list[Record]]:
        """The first few records that differ when they run together, and those that are left then."""
        found: list[Record] = []
        try:
            for record in self._differing(asked, together=True):
                found.append(record)
                if len(found) == _SUSPECTS:
                    return found, asked[asked.index(record) + 1 :]
        except BrokenError:
            return asked, []
        return found, []

    def _differing(self, asked: list[Record], together: bool = False) -> Iterator[Record]:
        with closing(self._zygote.runs(self._plugin, asked, together)) as runs:
            for record, run in runs:
                if judged(record, run, self._reasons).unexplained:
                    yield record

    def _asked(self, mutant: Mutant, changed: list[str]) -> list[Record]:
        """The records that a change to files may concern, those first that are the likeliest to notice."""
        types = {name.split("/")[1] for name in changed if name.startswith("models/")}
        own = all(name.startswith(("models/", *_DESCRIBED)) for name in changed)
        types |= {Path(name).stem.replace("-", "_") for name in changed if name.startswith(_DESCRIBED)}
        found = [one for one in self._records if not own or one.type in types or one.type == "provider"]
        rank = {name: number for number, name in enumerate(self._attentive)}
        steps = frozenset(mutant.at.replace("-", "_").split("/"))
        return sorted(found, key=lambda one: (rank.get(one.id, len(rank)), one.type not in steps))


def _varied(found: Iterable[Record]) -> list[Record]:
    """The first record of each kind, then the second of each, and so on."""
    seen: Counter[tuple[str, ...]] = Counter()
    turns = []
    for number, record in enumerate(found):
        kind = (record.type, record.action, re.split(r"[_\[]", record.case)[0])
        turns.append((seen[kind], number, record))
        seen[kind] += 1
    return [record for _, _, record in sorted(turns, key=itemgetter(0, 1))]


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

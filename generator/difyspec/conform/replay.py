"""Cases, one after the other, through a plugin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from difyspec.conform.compare import Rules, compare
from difyspec.conform.process import PluginProcess
from difyspec.conform.records import Record
from difyspec.conform.verdict import Result


def replay(
    process: PluginProcess, records: Iterable[Record], rules: Rules, tell: Callable[[str], None]
) -> Iterator[Result]:
    """Carries out the case of each record and compares. `tell` is told the name of each before.

    Raises `UnusableError` if the plugin's process ends.
    """
    for record in records:
        tell(record.id)
        run = process.run(record.data)
        yield Result(record, run, compare(record, run, rules))

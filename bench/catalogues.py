"""Importing and generating catalogues: the plugins of a corpus beside this project, and generated ones of any number.

The corpus (``../shared/corpus``) is 50 official plugins; where it is not there, only the scale is measured. Times are
medians of whole processes, and of processor time, which others on the machine hardly change. `generate` is compared
with a floor measured in the same run: a process that imports pydantic, yaml and jinja2, parses the same specs with
libyaml and writes the same output.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
DIFYSPEC = [sys.executable, "-m", "difyspec.cli"]
ROUNDS = 5
SCALES = ((50, 1_000), (250, 5_000), (1_000, 20_000))  # providers, models

FLOOR = """
import pickle, sys
from pathlib import Path
import jinja2, pydantic, yaml
for path in Path("spec").glob("*/*.yaml"):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
for path, content in pickle.loads(Path(sys.argv[1]).read_bytes()).items():
    target = Path(sys.argv[2], path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
"""
IMPORT_ALL = """
import sys
from pathlib import Path
from difyspec.cli.run import run
for folder in sorted(one for one in Path(sys.argv[1]).iterdir() if one.is_dir()):
    if run(["import", str(folder)]):
        sys.exit(f"{folder} cannot be imported")
"""
SPEC = """spec: 1
provider: {name}
label: Example {name}
conventions: as_imported
plugin: {{author: example, version: 0.0.1, created_at: '2024-01-01T00:00:00Z'}}
models:
  llm:
    profiles:
      chat: {{mode: chat, context_size: 128000, features: [tool-call], parameters: [temperature, top_p]}}
    predefined:
{models}"""


@dataclass(frozen=True)
class Ran:
    """One process: seconds of processor time it took, its peak of memory in MB, what it printed."""

    seconds: float
    memory: float
    output: str


@dataclass
class Verdicts:
    """The rows of the table."""

    failed: list[str] = field(default_factory=list)

    def row(self, what: str, value: str, good: bool | None = None) -> None:
        print(f"  {what:<58} {value}{'' if good is None or good else '   MISSED'}", flush=True)
        if good is False:
            self.failed.append(what)


class Bench:
    """A workspace in a folder of its own, with a copy of the compiler that nobody edits meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "generator", folder / "generator", ignore=shutil.ignore_patterns("__pycache__"))
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": str(folder / "generator"),
            "DIFYSPEC_CACHE_DIR": str(folder / "cache"),
        }

    def run(self, *command: str, cwd: Path | None = None, codes: tuple[int, ...] = (0,)) -> Ran:
        """Runs a process and waits for its resources."""
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(
                command, cwd=cwd or self.folder, env=self.environment, stdout=out, stderr=subprocess.STDOUT
            )
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            output = out.read().decode()
        if process.returncode not in codes:
            raise SystemExit(f"{' '.join(command)[-300:]} ended with {process.returncode}:\n{output[-2000:]}")
        seconds = usage.ru_utime + usage.ru_stime
        scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
        return Ran(seconds, usage.ru_maxrss / scale, output)


def median(runs: list[Ran]) -> float:
    return statistics.median(one.seconds for one in runs)


def scalars(content: bytes) -> int:
    """How many YAML scalars a file has, keys included."""
    return sum(isinstance(one, yaml.ScalarEvent) for one in yaml.parse(content, Loader=yaml.CSafeLoader))


def size(paths: list[Path]) -> tuple[int, int]:
    """Bytes and scalars."""
    contents = [path.read_bytes() for path in paths]
    return sum(map(len, contents)), sum(map(scalars, contents))


def yaml_files(folder: Path) -> list[Path]:
    return sorted(one for pattern in ("*.yaml", "*.yml") for one in folder.rglob(pattern))


def typed(value: Any) -> object:
    """Data with the type of every scalar; the order of keys means nothing."""
    if isinstance(value, dict):
        return frozenset((typed(key), typed(one)) for key, one in value.items())
    if isinstance(value, list):
        return tuple(typed(one) for one in value)
    return type(value).__name__, repr(value)


def identical(original: Path, made: Path) -> bool:
    """Whether two plugins have the same YAML files with the same data."""
    old, new = ({one.relative_to(folder) for one in yaml_files(folder)} for folder in (original, made))
    return old == new and all(data(original / one) == data(made / one) for one in old)


def provider_of(plugin: Path) -> str:
    """The name of a plugin's provider, which its folder need not have."""
    declaration = next((plugin / "provider").glob("*.yaml"))
    return str(yaml.load(declaration.read_bytes(), Loader=yaml.CSafeLoader)["provider"])


def data(path: Path) -> object:
    return typed(yaml.load(path.read_text("utf-8-sig"), Loader=yaml.CSafeLoader))


def measure_import(bench: Bench, table: Verdicts) -> None:
    """Import of all plugins: time, sizes, and whether they come back."""
    plugins = sorted(one for one in CORPUS.iterdir() if one.is_dir())
    taken = bench.run(sys.executable, "-c", IMPORT_ALL, str(CORPUS))
    table.row(f"import of {len(plugins)} plugins", f"{taken.seconds:.1f} s (limit 15)", taken.seconds < 15)
    table.row("peak of memory", f"{taken.memory:.0f} MB (limit 200)", taken.memory < 200)
    bench.run(*DIFYSPEC, "generate")
    same = sum(identical(one, bench.folder / "generated" / provider_of(one)) for one in plugins)
    table.row("import, then generate: identical", f"{same} of {len(plugins)}", same == len(plugins))
    table.row("verbatim copies of YAML", str(sum(map(int, re.findall(r"verbatim YAML: (\d+)", taken.output)))))
    before = size([path for one in plugins for path in yaml_files(one)])
    after = size(yaml_files(bench.folder / "spec"))
    for what, old, new, limit in zip(("bytes", "scalars"), before, after, (4.5, 3.8), strict=True):
        ratio = old / new
        table.row(f"{what} of YAML", f"{old} to {new}: {ratio:.2f} times fewer (at least {limit})", ratio >= limit)


def measure_generate(bench: Bench, table: Verdicts) -> None:
    """From nothing, nothing to do, one spec edited; rounds of all kinds take turns with the floor."""
    plugins = bench.folder / "generated"
    packed = bench.folder / "output.pickle"
    files = {str(path.relative_to(plugins)): path.read_bytes() for path in plugins.rglob("*") if path.is_file()}
    packed.write_bytes(pickle.dumps(files))
    edited = bench.folder / "spec" / "groq" / "provider.yaml"
    runs: dict[str, list[Ran]] = {"floor": [], "generate": [], "nothing": [], "edited": []}
    for number in range(ROUNDS):
        floor = bench.folder / "floor"
        runs["floor"].append(bench.run(sys.executable, "-c", FLOOR, str(packed), str(floor)))
        shutil.rmtree(floor)
        shutil.rmtree(plugins)
        runs["generate"].append(bench.run(*DIFYSPEC, "generate"))
        runs["nothing"].append(bench.run(*DIFYSPEC, "generate"))
        edited.write_text(f"{edited.read_text('utf-8')}# {number}\n", "utf-8")
        runs["edited"].append(bench.run(*DIFYSPEC, "generate"))
    ratio = median(runs["generate"]) / median(runs["floor"])
    table.row("floor", f"{median(runs['floor']):.2f} s")
    table.row(
        "generate all from nothing", f"{median(runs['generate']):.2f} s, {ratio:.1f} floors (limit 4)", ratio <= 4
    )
    for kind, what in (("nothing", "generate, nothing to do"), ("edited", "generate, one spec edited")):
        table.row(what, f"{median(runs[kind]):.2f} s (limit 0.5)", median(runs[kind]) < 0.5)
    peak = max(one.memory for one in runs["generate"])
    table.row("peak of memory", f"{peak:.0f} MB (limit 200)", peak < 200)


def write_specs(folder: Path, providers: int, models: int) -> None:
    """Specs of about the same size, each model with something of its own."""
    for number in range(providers):
        name = f"p{number:04}"
        each = models // providers
        lines = (f"      - model-{number}-{one}: {{use: chat, context_size: {8000 + one}}}" for one in range(each))
        (folder / "spec" / name).mkdir(parents=True)
        (folder / "spec" / name / "provider.yaml").write_text(SPEC.format(name=name, models="\n".join(lines) + "\n"))


def measure_scale(bench: Bench, table: Verdicts) -> None:
    """Whether time and memory grow no faster than the number of models."""
    measured: list[tuple[int, Ran]] = []
    for providers, models in SCALES:
        folder = bench.folder / f"scale-{providers}"
        write_specs(folder, providers, models)
        ran = bench.run(*DIFYSPEC, "generate", cwd=folder)
        measured.append((models, ran))
        made = sum(1 for _ in folder.glob("generated/*/models/llm/*.yaml"))
        table.row(
            f"generate {providers} providers, {models} models",
            f"{ran.seconds:.1f} s, {ran.memory:.0f} MB, {ran.seconds / models * 1e3:.2f} ms a model",
            made >= models,
        )
        shutil.rmtree(folder)
    (few, small), (many, large) = measured[0], measured[-1]
    for what, growth in (("time", large.seconds / small.seconds), ("memory", large.memory / small.memory)):
        table.row(f"  {what}, for {many // few} times the models", f"{growth:.1f} times", growth <= 1.5 * many / few)


def main() -> int:
    print(f"catalogues: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {ROUNDS} rounds")
    table = Verdicts()
    steps: list[Callable[[Bench, Verdicts], None]] = [measure_scale]
    if CORPUS.is_dir():
        steps = [measure_import, measure_generate, measure_scale]
    else:
        print("  ../shared/corpus is not there: imports are not measured")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        for step in steps:
            step(bench, table)
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())

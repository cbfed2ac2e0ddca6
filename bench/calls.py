"""What a generated adapter costs a call, and a process its start, beside the SDK's own OpenAI-compatible classes.

Two plugins with the same declarations, one with the generated adapter, one with the least subclasses of the SDK's
classes that a person can write; the same server, the same run, taking turns. Costs are processor time over the floor,
which is the bare HTTP client (httpx) sending the same request and parsing the same answer. The limits of the project: a
call costs no more over the floor than one of the SDK's class; a process is ready at most 50 ms later.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from difyspec.compile import compile_spec
from difyspec.emit.cache import MemoryCache

HERE = Path(__file__).parent / "calling"
ROUNDS, STARTS, LATER = 15, 15, 0.05
PIECES = 2000
# name, how often it is repeated in a round, by how much a cost is divided, its unit
CALLS = (
    ("first", 20, 1, "first chunk"),
    ("stream", 1, PIECES, "each of 2,000 chunks"),
    ("reasoning", 1, PIECES, "each of 2,000 chunks of reasoning"),
    ("block", 20, 1, "answer in one piece"),
    ("embeddings", 1, 1, "embedding of 1,000 texts"),
)
SPEC = """spec: 1
provider: bench
label: Bench
plugin: {author: someone, version: 0.0.1, created_at: '2024-01-01T00:00:00Z'}
credentials:
  model: [api_key, endpoint_url, mode: {for: llm}, context_size]
models:
  llm:
    custom:
      mode: $(cred.mode)
      context_size: $(cred.context_size)
      parameters: [temperature, top_p, max_tokens]
  text-embedding: {custom: {context_size: $(cred.context_size), max_chunks: 32}}
transport:
  endpoint: $(cred.endpoint_url)
  auth: {bearer: $(cred.api_key)}
  llm: openai.chat
  text-embedding: openai.embeddings
"""
# The least that a person can write on top of the SDK's classes.
PROVIDER = """from dify_plugin import ModelProvider


class BenchProvider(ModelProvider):
    def validate_provider_credentials(self, credentials):
        pass
"""
MODEL = """from dify_plugin.interfaces.model.openai_compatible.{module} import {base}


class Bench{base}({base}):
    pass
"""
MAX_CHUNKS = """
    def _get_max_chunks(self, model, credentials):
        return 32
"""


@dataclass
class Verdicts:
    """The rows of the table."""

    failed: list[str] = field(default_factory=list)

    def row(self, what: str, ours: float, theirs: float, unit: str, limit: float) -> None:
        """A cost of ours, which is kept up to `limit`, beside theirs."""
        kept = ours <= limit
        print(f"  {what:<36} {ours:9.2f} {unit}   SDK's {theirs:9.2f}   {'kept' if kept else 'MISSED'}", flush=True)
        if not kept:
            self.failed.append(what)


def generated(folder: Path) -> Path:
    """The plugin that difyspec makes of the spec above."""
    spec = folder / "spec" / "bench"
    spec.mkdir(parents=True)
    (spec / "provider.yaml").write_text(SPEC)
    (spec / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>")
    compilation = compile_spec(spec, cache=MemoryCache())
    if compilation.files is None:
        raise SystemExit("\n".join(f"{one.span} {one.code} {one.message}" for one in compilation.findings))
    plugin = folder / "generated"
    for path, content in compilation.files.items():
        (plugin / path).parent.mkdir(parents=True, exist_ok=True)
        (plugin / path).write_bytes(content)
    return plugin


def written(folder: Path, plugin: Path) -> Path:
    """The same declarations with the least Python on top of the SDK's classes."""
    hand = folder / "written"
    shutil.copytree(plugin, hand, ignore=shutil.ignore_patterns("runtime", "adapter", "tests"))
    (hand / "provider" / "bench.py").write_text(PROVIDER)
    for name, module, base, more in (
        ("llm", "llm", "OAICompatLargeLanguageModel", ""),
        ("text_embedding", "text_embedding", "OAICompatEmbeddingModel", MAX_CHUNKS),
    ):
        text = MODEL.format(module=module, base=base)
        (hand / "models" / name / f"{name}.py").write_text(
            text.replace("    pass\n", more.lstrip("\n")) if more else text
        )
    return hand


class Talking:
    """A process that is spoken to in lines, ended with the block."""

    def __init__(self, command: list[str], folder: Path, **environment: str) -> None:
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> float:
        """Kills it; the seconds of processor time it took."""
        if self._process.returncode is not None:
            return 0.0
        self._process.kill()
        _, _, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = -9
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return usage.ru_utime + usage.ru_stime

    def hear(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("the process of a plugin ended")
        return line

    def ask(self, text: str) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()
        return float(self.hear())


def measure_calls(ours: Path, theirs: Path, table: Verdicts) -> None:
    """What calls cost over the floor."""
    with Talking([sys.executable, str(HERE / "server.py")], HERE) as server:
        url = f"http://127.0.0.1:{int(server.hear())}/v1"
        command = [sys.executable, str(HERE / "worker.py"), url]
        with Talking(command, ours) as mine, Talking(command, theirs) as sdk:
            for one in (mine, sdk):
                while one.hear().strip() != "ready":
                    pass
            for name, times, parts, what in CALLS:
                taken: dict[str, list[float]] = {"floor": [], "mine": [], "sdk": []}
                for number in range(ROUNDS + 1):
                    measured = {
                        "floor": mine.ask(f"floor_{name} {times}"),
                        "mine": mine.ask(f"{name} {times}"),
                        "sdk": sdk.ask(f"{name} {times}"),
                    }
                    if number:  # the first round imports and fills caches
                        for kind, seconds in measured.items():
                            taken[kind].append(seconds)
                floor, my, their = (statistics.median(taken[kind]) / parts * 1e6 for kind in ("floor", "mine", "sdk"))
                table.row(f"{what}, floor {floor:.1f} µs:", my - floor, their - floor, "µs", their - floor)


def started(plugin: Path) -> float:
    """Seconds of processor time from the start of a plugin's process until it is ready, as Dify starts it."""
    with Talking([sys.executable, "-m", "main"], plugin, INSTALL_METHOD="local") as process:
        while '"heartbeat"' not in process.hear():
            pass
        return process.end()


def measure_start(ours: Path, theirs: Path, table: Verdicts) -> None:
    """How much later a generated plugin is ready."""
    taken: dict[Path, list[float]] = {ours: [], theirs: []}
    for number in range(STARTS + 1):
        for plugin, seconds in taken.items():
            found = started(plugin)
            if number:
                seconds.append(found)
    mine, sdk = (statistics.median(taken[plugin]) * 1000 for plugin in (ours, theirs))
    table.row("start until ready (limit: 50 more)", mine, sdk, "ms", sdk + LATER * 1000)


def main() -> int:
    print(f"calls: {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {ROUNDS} rounds; cost over the bare client")
    table = Verdicts()
    with tempfile.TemporaryDirectory() as name:
        ours = generated(Path(name))
        theirs = written(Path(name), ours)
        measure_calls(ours, theirs, table)
        measure_start(ours, theirs, table)
    return 1 if table.failed else 0


if __name__ == "__main__":
    sys.exit(main())

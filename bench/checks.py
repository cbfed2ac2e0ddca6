"""How long ``difyspec check`` takes on plugins, from a cold start, medians of some runs.

The limits of the project: fifty published plugins in 4 s, one plugin of 100 models in 0.5 s.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
DIFYSPEC = Path(sys.executable).parent / "difyspec"


def seconds(*arguments: str) -> float:
    """The median time of a check, whatever it finds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run([str(DIFYSPEC), "check", *arguments], capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def hundred_models(folder: Path) -> Path:
    """A plugin of the corpus with 100 language models."""
    plugin = folder / "hundred"
    shutil.copytree(CORPUS / "openai", plugin)
    models = sorted((plugin / "models/llm").glob("gpt-*.yaml"))
    there = sum(1 for _ in plugin.rglob("models/*/*.yaml"))
    for number in range(100 - there):
        source = models[number % len(models)]
        text = source.read_text("utf-8")
        (plugin / f"models/llm/copy-{number}.yaml").write_text(
            text.replace("model: ", f"model: copy-{number}-", 1), "utf-8"
        )
    return plugin


def main() -> int:
    if not CORPUS.is_dir():
        print(f"checks: {CORPUS} is not here")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        plugin = hundred_models(Path(folder))
        measured = (
            ("check of 50 published plugins", seconds(str(CORPUS)), 4.0),
            ("the same, compared with each other", seconds("--cross", str(CORPUS)), 6.0),
            ("check of a plugin with 100 models", seconds(str(plugin)), 0.5),
        )
    for name, taken, limit in measured:
        print(f"{name:40} {taken * 1000:7.0f} ms   at most {limit * 1000:.0f}")
    return int(any(taken > limit for _, taken, limit in measured))


if __name__ == "__main__":
    sys.exit(main())

"""Runs commands one after the other within one process of little memory, and says how each ended.

One JSON line a command on standard input, one a result on standard output: exit code, seconds, output. What the
command prints to the process's own streams is taken away from them.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import sys
import time

MEMORY = 2_000_000_000  # bytes of address space; difyspec with all it imports takes a third of that


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from difyspec.cli.run import run

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
        start = time.monotonic()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = run(json.loads(line))
        taken = time.monotonic() - start
        text = out.buffer.getvalue().decode("utf-8")
        answers.write(json.dumps({"code": code, "seconds": taken, "text": text}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()

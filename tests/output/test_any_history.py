"""Whatever is generated, edited and deleted in whatever order: nobody's work is lost, and the rest is in step."""

from __future__ import annotations

import tempfile
from pathlib import Path

from difyspec.output import journal
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.plugin_folder import planned, written

PATHS = st.sampled_from(["a", "b/c", "b/d", "e/f/g"])
FILES = st.dictionaries(PATHS, st.sampled_from([b"1", b"2"]), max_size=4)
EDITS = st.dictionaries(PATHS, st.sampled_from([b"mine", None]), max_size=3)


def edit(root: Path, path: str, content: bytes | None) -> None:
    """What a user does: writes a file, or deletes it."""
    if content is None:
        (root / path).unlink(missing_ok=True)
    else:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


@settings(max_examples=150, deadline=None)
@given(history=st.lists(st.tuples(FILES, EDITS), min_size=1, max_size=5))
def test_any_history(history: list[tuple[dict[str, bytes], dict[str, bytes | None]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        for files, edits in history:
            before = written(out)
            made = planned(out, files)
            mine = {path for path, content in before.items() if content == b"mine"}
            blocked = {step.path for step in made.conflicts}
            assert blocked == mine & ({step.path for step in made.steps})
            if blocked:
                made = planned(out, files, lambda path: path in blocked)  # noqa: B023
            journal.apply(out, made)
            kept = dict.fromkeys(mine - blocked, b"mine")
            assert written(out) == {**kept, **files}
            assert planned(out, files).empty or not files
            for path, content in edits.items():
                edit(out / "acme", path, content)

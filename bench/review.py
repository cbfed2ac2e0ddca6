"""How much Python there is to review in each plugin: the lines of a model type's module, and in brackets its code.

Plugins of ``generated/``, those of the recorded providers, compiled from their sections where the recordings are, and
the sketches that compile as they are. The limit of the project is for plugins that needed no hook: under 60 lines a
model type, entities and vendored runtime aside. ``shared`` is what all types of a provider have in common, ``a type``
everything by the number of types.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from difyspec.compile import compile_spec  # noqa: E402
from difyspec.emit.cache import MemoryCache  # noqa: E402

from tests.golden.replaying import SHARED, providers, spec_of  # noqa: E402
from tests.golden.reviewing import Amount, Review, review  # noqa: E402

MOST = 60
KNOWN_OVER = {"sketch of gpustack"}
"""More than the limit: two dozen keys that each depend on the form, and each of them is a line or two of Python."""
TYPES = ("llm", "text_embedding", "rerank", "speech2text", "tts", "moderation")


def generated() -> Iterator[tuple[str, Review]]:
    """The plugins of ``generated/``."""
    for folder in sorted(one for one in (ROOT / "generated").iterdir() if one.is_dir()):
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.py")}
        yield f"generated/{folder.name}", review(files)


def recorded() -> Iterator[tuple[str, Review]]:
    """The plugins of recorded providers."""
    cache = MemoryCache()
    for provider in providers() if (SHARED / "golden").is_dir() else ():
        with tempfile.TemporaryDirectory() as place:
            files = compile_spec(spec_of(provider, Path(place) / provider), cache=cache).files
        if files is None:
            raise SystemExit(f"{provider} does not compile")
        yield provider, review(files)


def sketched() -> Iterator[tuple[str, Review]]:
    """The plugins of sketches that need nothing beside them."""
    for sketch in sorted((SHARED / "sketches").glob("*.yaml")):
        with tempfile.TemporaryDirectory() as place:
            spec = Path(place) / sketch.stem
            spec.mkdir()
            shutil.copyfile(sketch, spec / "provider.yaml")
            shutil.copyfile(ROOT / "spec/groq/icon.svg", spec / "icon.svg")
            files = compile_spec(spec).files
        if files is not None:
            yield f"sketch of {sketch.stem}", review(files)


def row(name: str, found: Review) -> str:
    """One line of the table."""
    cells = [_cell(found.types.get(type_)) for type_ in TYPES]
    mark = "hooks" if found.hooks else "over" if found.longest >= MOST else ""
    return f"{name:32}{''.join(cells)}{_cell(found.shared)}{found.a_type:8.0f}  {mark}".rstrip()


def _cell(amount: Amount | None) -> str:
    return f"{'' if amount is None else f'{amount.lines} ({amount.code})':>16}"


def main() -> int:
    """Prints the table; 1 if other plugins that needed no hook than those known have more than the limit."""
    print(f"{'':32}{''.join(f'{name:>16}' for name in (*TYPES, 'shared'))}{'a type':>8}")
    found = [*generated(), *recorded(), *sketched()]
    for name, one in found:
        print(row(name, one))
    plain = [(name, one) for name, one in found if not one.hooks]
    over = [name for name, one in plain if one.longest >= MOST]
    unknown = sorted(set(over) ^ KNOWN_OVER) if (SHARED / "sketches").is_dir() else over
    print(
        f"{len(plain)} plugins without hooks, {len(over)} with {MOST} lines or more in a model type: {', '.join(over)}"
    )
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main())

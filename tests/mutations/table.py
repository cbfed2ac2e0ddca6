"""The table of what is found, in docs/diagnostics.md."""

from __future__ import annotations

from pathlib import Path

from tests.mutations.mutation import LEAST, OPERATORS, Score

DOCUMENT = Path(__file__).parents[2] / "docs" / "diagnostics.md"
_START, _END = "<!-- measured: python bench/mutations.py --write -->\n", "<!-- end -->\n"
_HEAD = "| slip | made | found | at its place | meant name suggested first |\n|---|---|---|---|---|\n"


def table(plugins: Score, specs: Score) -> str:
    """Both scores, a row for each operator and one for all of them."""
    parts = []
    for title, score in (("in plugins", plugins), ("in specs", specs)):
        rows = [_row(operator, *_counts(score, operator)) for operator in OPERATORS if score.made[operator]]
        counters = (score.made, score.found, score.placed, score.to_name, score.named)
        total = _row("**all**", *(one.total() for one in counters))
        parts.append(_HEAD.replace("slip", f"slip {title}") + "".join(rows) + total)
    limits = ", ".join(f"{name} {share:.0%}" for name, share in LEAST.items())
    return "\n".join(parts) + f"\nAt least: {limits}.\n"


def rows(title: str, text: str) -> dict[str, tuple[int, ...]]:
    """The numbers of one of the tables of a text, by operator: made, found, placed, to be named, named."""
    part = text.partition(f"| slip {title} |")[2].partition("\n\n")[0]
    found: dict[str, tuple[int, ...]] = {}
    for line in part.splitlines()[2:]:
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        numbers = [int(cell.partition(" ")[0]) if cell != "–" else 0 for cell in cells]
        to_name = int(cells[3].split("/")[1].split()[0]) if cells[3] != "–" else 0
        found[name] = (*numbers[:3], to_name, numbers[3])
    return found


def document(measured: str) -> str:
    """The document with another table."""
    text = DOCUMENT.read_text("utf-8")
    before, _, rest = text.partition(_START)
    return before + _START + measured + _END + rest.partition(_END)[2]


def _counts(score: Score, operator: str) -> tuple[int, ...]:
    counters = (score.made, score.found, score.placed, score.to_name, score.named)
    return tuple(one[operator] for one in counters)


def _row(name: str, made: int, found: int, placed: int, to_name: int, named: int) -> str:
    suggested = f"{named} /{to_name} ({named / to_name:.1%})" if to_name else "–"
    cells = (name, str(made), f"{found} ({found / made:.1%})", f"{placed} ({placed / made:.1%})", suggested)
    return f"| {' | '.join(cells)} |\n"

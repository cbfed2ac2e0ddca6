"""How many slips in specs and plugins are found, placed and named: the tables of docs/diagnostics.md.

python bench/mutations.py            measures and prints the tables and every miss
python bench/mutations.py --write    puts the tables into the document, too
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.mutations import plugins, specs  # noqa: E402  # the tests are not installed
from tests.mutations.mutation import LEAST, measure, sampled  # noqa: E402
from tests.mutations.table import DOCUMENT, document, table  # noqa: E402

MOST = 200  # slips of an operator in specs, of which each is compiled


def main() -> int:
    in_plugins = measure(plugins.mutations(), plugins.said)
    with specs.saying() as said:
        in_specs = measure(sampled(specs.mutations(), MOST, 7), said)
    measured = table(in_plugins, in_specs)
    print(measured)
    for miss in (*in_plugins.misses, *in_specs.misses):
        print(f"missed: {miss}")
    if "--write" in sys.argv:
        DOCUMENT.write_text(document(measured), "utf-8")
    shares = (in_plugins.shares(), in_specs.shares())
    return int(any(score[name] < least for score in shares for name, least in LEAST.items()))


if __name__ == "__main__":
    sys.exit(main())

"""``python -m difyspec.cli``: the command line without an installed script."""

import sys

from difyspec.cli import main

if __name__ == "__main__":
    sys.exit(main())

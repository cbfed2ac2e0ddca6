"""What Dify's loaders accept of a plugin and what each of them sees of it: our own statement of their rules.

Three programs read a plugin: the Python SDK runs it (`sdk/`), the Go daemon packs, installs and declares it
(`daemon/`), and "slim" parses it once more (`slim.py`). Every rule says from which source it was taken.
"""

from difyspec.loaders import daemon, sdk
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.views import Shown, View

__all__ = ["Gate", "Refusal", "Shown", "Trouble", "View", "daemon", "sdk"]

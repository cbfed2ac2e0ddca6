"""What Dify's loaders accept of a plugin and what each of them sees of it: our own statement of their rules.

Two programs read a plugin: the Python SDK runs it (`sdk/`), the Go daemon packs, installs and declares it (`daemon/`).
Every rule says from which source it was taken. (A third, graphon's "slim", parses it once more; it refuses nothing that
these accept. Where it sees something else, a rule in `checks/rules/agreement` says so.)
"""

from difyspec.loaders import daemon, sdk
from difyspec.loaders.refusals import Gate, Refusal, Trouble
from difyspec.loaders.views import Shown, View

__all__ = ["Gate", "Refusal", "Shown", "Trouble", "View", "daemon", "sdk"]

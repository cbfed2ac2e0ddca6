"""What Acme needs beyond its spec."""

from adapter.entities import Credentials, Discovered
from runtime import calls


def discover(call: calls.Call[Credentials, Discovered]) -> Discovered:
    """What the server tells about the model."""
    return Discovered(size=call.http.get("/models")["size"])

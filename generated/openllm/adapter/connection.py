"""How every model of OpenLLM is reached."""

# generated from spec/openllm; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, urls

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of OpenLLM: where it is, who may use it, how it fails."""

    name = "OpenLLM"
    form = forms.Form(Credentials, fields=(forms.Field("server_url", label="Server URL"),))
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return urls.ensure_suffix(urls.strip_suffix(call.cred.server_url, "/v1"), "/v1")

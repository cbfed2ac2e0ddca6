"""How every model of API Catalog is reached."""

# generated from spec/nvidia; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http
from runtime.patterns import matches

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of API Catalog: where it is, who may use it, how it fails."""

    name = "API Catalog"
    form = forms.Form(Credentials, fields=(forms.Field("api_key", label="API Key", secret=True),))
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return "https://ai.api.nvidia.com/v1/retrieval/nvidia"

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)


class LlmConnection(Connection):
    """The same server, as large language models reach it."""

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        if matches(call.model.wire_name, "fuyu-8b"):
            return "https://ai.api.nvidia.com/v1/vlm/adept/fuyu-8b"
        return "https://integrate.api.nvidia.com/v1/chat/completions"

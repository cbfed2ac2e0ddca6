"""How every model of Jina is reached."""

# generated from spec/jina; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, errors, forms, http
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of Jina: where it is, who may use it, how it fails."""

    name = "Jina"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("api_key", label="API Key", secret=True),
            forms.Field("base_url", label="Base URL"),
            forms.Field("context_size", default="8192"),
        ),
    )
    facts = forms.Facts(Discovered)
    error_places = errors.Places(message="detail")

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return first(call.cred.base_url, "https://api.jina.ai/v1")

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

"""How every model of MistralAI is reached."""

# generated from spec/mistralai; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, errors, forms, http

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of MistralAI: where it is, who may use it, how it fails."""

    name = "MistralAI"
    form = forms.Form(Credentials, fields=(forms.Field("api_key", label="API Key", secret=True),))
    facts = forms.Facts(Discovered)
    error_places = errors.Places(message="message")

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return "https://api.mistral.ai/v1"

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

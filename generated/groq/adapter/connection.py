"""How every model of GroqCloud is reached."""

# generated from spec/groq; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of GroqCloud: where it is, who may use it, how it fails."""

    name = "GroqCloud"
    form = forms.Form(Credentials, fields=(forms.Field("api_key", label="API Key", secret=True),))
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return "https://api.groq.com/openai/v1"

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

"""How every model of DeepSeek is reached."""

# generated from spec/deepseek; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of DeepSeek: where it is, who may use it, how it fails."""

    name = "DeepSeek"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("api_key", label="API Key", secret=True),
            forms.Field("endpoint_url", label="API endpoint URL"),
        ),
    )
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return first(call.cred.endpoint_url, "https://api.deepseek.com")

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

"""How every model of together.ai is reached."""

# generated from spec/togetherai; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of together.ai: where it is, who may use it, how it fails."""

    name = "together.ai"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("api_key", label="API Key", secret=True),
            forms.Field("mode", label="Completion mode", default="chat"),
            forms.Field("context_size", default="4096"),
            forms.Field("max_tokens_to_sample", label="Most tokens of an answer", default="4096"),
        ),
    )
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return "https://api.together.xyz/v1"

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

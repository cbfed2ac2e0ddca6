"""How every model of Lantern is reached."""

# generated from spec/lantern; do not edit

from adapter.entities import Credentials, Discovered, LlmCredentials
from runtime import calls, connections, forms, http
from runtime.values import first

type Call[C: Credentials] = calls.Call[C, Discovered]

FORM = forms.Form(
    Credentials,
    fields=(
        forms.Field("api_key", label="API Key", secret=True),
        forms.Field("endpoint_url", label="API endpoint URL"),
        forms.Field("base_model"),
    ),
)
LLM_FORM = forms.Form(LlmCredentials, fields=(*FORM.fields, forms.Field("api", label="API", default="responses")))


class Connection[C: Credentials](connections.Connection[C, Discovered]):
    """The server of Lantern: where it is, who may use it, how it fails."""

    name = "Lantern"
    facts = forms.Facts(Discovered)
    addresses = ("https://cn.lantern.example/v1",)
    address_field = "endpoint_url"

    def endpoint(self, call: Call[C]) -> str:
        """The base URL of requests."""
        return first(call.cred.endpoint_url, "https://lantern.example/v1")

    def headers(self, call: Call[C]) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

    def timeout(self, call: Call[C]) -> http.Timeout:
        """The timeouts in seconds."""
        return http.Timeout(read=120, total=600)

    def retry(self, call: Call[C]) -> http.Retry:
        """How often a request is tried."""
        return http.Retry(attempts=3, statuses=(429, *range(500, 600)), wait=0.01)

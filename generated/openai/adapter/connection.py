"""How every model of OpenAI is reached."""

# generated from spec/openai; do not edit

from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http, urls
from runtime.values import first

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of OpenAI: where it is, who may use it, how it fails."""

    name = "OpenAI"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("api_key", variable="openai_api_key", label="API Key", secret=True),
            forms.Field("organization", variable="openai_organization"),
            forms.Field("base_url", variable="openai_api_base", label="Base URL"),
            forms.Field("validate_model", label="Model for the test"),
            forms.Field("api_protocol", label="API", default="responses"),
            forms.Field(
                "request_metadata",
                variable="enable_request_metadata",
                label="Mark and store requests (optional)",
                enabled="enabled",
                default="disabled",
            ),
        ),
    )
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return urls.ensure_suffix(first(call.cred.base_url, "https://api.openai.com/v1"), "/v1")

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return {**http.bearer(call.cred.api_key), **http.present({"OpenAI-Organization": call.cred.organization})}

    def retry(self, call: Call) -> http.Retry:
        """How often a request is tried."""
        return http.Retry(attempts=3, statuses=(408, 409, 429, *range(500, 600)), timeouts=True)

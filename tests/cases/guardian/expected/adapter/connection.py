"""How every model of Guardian is reached."""

# generated from spec/guardian; do not edit

from adapter.entities import Credentials, Discovered, LlmCredentials
from runtime import calls, connections, errors, forms, http

type Call[C: Credentials] = calls.Call[C, Discovered]

FORM = forms.Form(
    Credentials,
    fields=(
        forms.Field("api_key", label="API Key", secret=True),
        forms.Field("region", default="eu"),
        forms.Field("tenant"),
    ),
)
LLM_FORM = forms.Form(
    LlmCredentials,
    fields=(
        *FORM.fields,
        forms.Field("context_size", default="4096"),
        forms.Field("vision_support", label="Vision", enabled="support", default="no_support"),
    ),
)


class Connection[C: Credentials](connections.Connection[C, Discovered]):
    """The server of Guardian: where it is, who may use it, how it fails."""

    name = "Guardian"
    facts = forms.Facts(Discovered)
    error_rows = (
        errors.Row(errors.BAD_REQUEST, statuses=((402, 402),)),
        errors.Row(errors.RATE_LIMIT, codes=("1002",)),
        errors.Row(errors.AUTHORIZATION, messages=("account suspended",)),
    )

    def endpoint(self, call: Call[C]) -> str:
        """The base URL of requests."""
        american = call.cred.region == "us"
        return "https://us.guardian.example/v1" if american else "https://eu.guardian.example/v1"

    def headers(self, call: Call[C]) -> dict[str, str]:
        """The headers of every request."""
        return {**http.bearer(call.cred.api_key), **http.present({"X-Tenant": call.cred.tenant})}

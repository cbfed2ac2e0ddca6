"""How every model of SiliconFlow is reached."""

# generated from spec/siliconflow; do not edit

from adapter.entities import Credentials, Discovered, LlmCredentials
from runtime import calls, connections, forms, http

type Call[C: Credentials] = calls.Call[C, Discovered]

FORM = forms.Form(
    Credentials,
    fields=(
        forms.Field("api_key", label="API Key", secret=True),
        forms.Field("use_international_endpoint", label="International site", enabled="true", default="false"),
        forms.Field("context_size", default="4096"),
    ),
)
LLM_FORM = forms.Form(
    LlmCredentials,
    fields=(
        *FORM.fields,
        forms.Field("max_tokens", label="Most tokens of an answer", default="4096"),
        forms.Field("function_calling_type", label="Calls tools", enabled="function_call", default="no_call"),
    ),
)


class Connection[C: Credentials](connections.Connection[C, Discovered]):
    """The server of SiliconFlow: where it is, who may use it, how it fails."""

    name = "SiliconFlow"
    facts = forms.Facts(Discovered)

    def endpoint(self, call: Call[C]) -> str:
        """The base URL of requests."""
        if call.cred.use_international_endpoint:
            return "https://api.siliconflow.com/v1"
        return "https://api.siliconflow.cn/v1"

    def headers(self, call: Call[C]) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)


class TtsConnection(Connection[Credentials]):
    """The same server, as text-to-speech models reach it."""

    def retry(self, call: Call[Credentials]) -> http.Retry:
        """How often a request is tried."""
        return http.Retry(attempts=2, timeouts=True)

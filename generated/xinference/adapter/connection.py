"""How every model of Xorbits Inference is reached."""

# generated from spec/xinference; do not edit

import hooks
from adapter.entities import Credentials, Discovered
from runtime import calls, connections, forms, http, urls

type Call = calls.Call[Credentials, Discovered]


class Connection(connections.Connection[Credentials, Discovered]):
    """The server of Xorbits Inference: where it is, who may use it, how it fails."""

    name = "Xorbits Inference"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("server_url", label="Server URL"),
            forms.Field("model_uid", label="Model UID", pattern="^[^/?#]+$"),
            forms.Field("api_key", label="API Key", secret=True),
            forms.Field("invoke_timeout", label="Timeout (seconds)", default="60"),
            forms.Field("max_retries", label="Attempts", default="3"),
        ),
    )
    facts = forms.Facts(
        Discovered,
        stored_as={
            "mode": "completion_type",
            "input_length": "max_tokens",
            "vision": "support_vision",
            "tools": "support_function_call",
            "family": "audio_model_name",
        },
        only={
            "mode": ("llm",),
            "context_length": ("llm",),
            "input_length": ("text-embedding", "rerank"),
            "vision": ("llm",),
            "tools": ("llm",),
            "family": ("tts",),
        },
    )

    def endpoint(self, call: Call) -> str:
        """The base URL of requests."""
        return urls.ensure_suffix(urls.strip_suffix(call.cred.server_url, "/v1"), "/v1")

    def headers(self, call: Call) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(call.cred.api_key)

    def timeout(self, call: Call) -> http.Timeout:
        """The timeouts in seconds."""
        return http.Timeout(read=call.cred.invoke_timeout)

    def retry(self, call: Call) -> http.Retry:
        """How often a request is tried."""
        return http.Retry(attempts=call.cred.max_retries)

    def wire_name(self, call: Call) -> str:
        """The model's name as the server knows it."""
        return call.cred.model_uid

    def discover(self, call: Call) -> Discovered:
        """What the server tells of a model."""
        return hooks.discover(call)

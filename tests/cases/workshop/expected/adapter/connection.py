"""How every model of Workshop is reached."""

# generated from spec/workshop; do not edit

from typing import Any

import hooks
from adapter.entities import Credentials, Discovered, LlmCredentials
from runtime import calls, connections, errors, forms, http

type Call[C: Credentials] = calls.Call[C, Discovered]

FORM = forms.Form(
    Credentials,
    fields=(forms.Field("server_url", label="Server URL"), forms.Field("api_key", label="API Key", secret=True)),
)
LLM_FORM = forms.Form(LlmCredentials, fields=(*FORM.fields, forms.Field("tone", default="plain")))


class Connection[C: Credentials](connections.Connection[C, Discovered]):
    """The server of Workshop: where it is, who may use it, how it fails."""

    name = "Workshop"
    facts = forms.Facts(Discovered, only={"sees": ("llm", "text-embedding", "rerank")})

    def endpoint(self, call: Call[C]) -> str:
        """The base URL of requests."""
        return call.cred.server_url

    def headers(self, call: Call[C]) -> dict[str, str]:
        """The headers of every request."""
        return http.bearer(hooks.token(call.cred))

    def retry(self, call: Call[C]) -> http.Retry:
        """How often a request is tried."""
        return http.Retry(attempts=2, statuses=(503,), wait=0.01)

    def discover(self, call: Call[C]) -> Discovered:
        """What the server tells of a model."""
        return hooks.discover(call)

    def client(self, cred: C) -> Any:
        """A client of the vendor's own library."""
        return hooks.client(cred)

    def classify(self, problem: errors.Problem) -> errors.Kind | None:
        """The kind of a failure; None leaves it to the table."""
        return hooks.classify(problem)

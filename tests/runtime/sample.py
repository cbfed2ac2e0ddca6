"""A small provider as generated code would write it, for the tests of the runtime."""

from __future__ import annotations

from typing import Literal

from difyspec.runtime import calls, connections, errors, forms, http, urls
from difyspec.runtime.entity import Entity
from difyspec.runtime.values import first

SECRET = "sk-verysecret/value+1234567890"


class Credentials(Entity):
    server_url: str
    api_key: str | None = None
    timeout: int = 5
    attempts: int = 1
    vision: bool = False
    uid: str | None = None


class Discovered(Entity):
    mode: Literal["chat", "completion"] | None = None
    context_length: int | None = None
    tools: bool | None = None


class Connection(connections.Connection[Credentials, Discovered]):
    """How the sample is reached."""

    name = "Sample Models"
    form = forms.Form(
        Credentials,
        fields=(
            forms.Field("server_url", label="Server URL"),
            forms.Field("api_key", secret=True, label="API Key"),
            forms.Field("timeout", variable="invoke_timeout", default="5", label="Timeout (seconds)"),
            forms.Field("attempts", variable="max_retries", default="1"),
            forms.Field("vision", variable="vision_support", enabled="support", default="no_support"),
            forms.Field("uid", variable="model_uid", label="Model UID", pattern="[^/?#]+", aliases=("old_uid",)),
        ),
    )
    facts = forms.Facts(Discovered, stored_as={"mode": "completion_type"})
    error_rows: tuple[errors.Row, ...] = (
        errors.Row(errors.BAD_REQUEST, statuses=((402, 402),)),
        errors.Row(
            errors.RATE_LIMIT, messages=("insufficient BALANCE",), template=lambda error: f"Top up: {error.message}"
        ),
    )

    def endpoint(self, call: calls.Call[Credentials, Discovered]) -> str:
        return urls.ensure_suffix(urls.strip_suffix(call.cred.server_url, "/v1"), "/v1")

    def headers(self, call: calls.Call[Credentials, Discovered]) -> dict[str, str]:
        return http.bearer(first(call.cred.api_key, "abc"))

    def timeout(self, call: calls.Call[Credentials, Discovered]) -> http.Timeout:
        return http.Timeout(read=call.cred.timeout)

    def retry(self, call: calls.Call[Credentials, Discovered]) -> http.Retry:
        return http.Retry(attempts=call.cred.attempts, wait=0.01)

    def wire_name(self, call: calls.Call[Credentials, Discovered]) -> str:
        return first(call.cred.uid, call.model.name)

    def discover(self, call: calls.Call[Credentials, Discovered]) -> Discovered:
        found = call.http.get(f"/models/{call.model.wire_name}")
        return Discovered(mode=found.get("mode"), context_length=found.get("context"), tools=found.get("tools"))


def call_of(url: str, **credentials: str) -> calls.Call[Credentials, Discovered]:
    """A call of a language model at `url`."""
    facts = calls.ModelFacts(name="model", wire_name="model", type="llm")
    return Connection().call(facts, {"server_url": url, "api_key": SECRET, **credentials}, "user-1")

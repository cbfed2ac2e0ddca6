"""What no recording has of Azure OpenAI: its language models, addresses without a version, tokens of an application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml

from tests.failures.subjects import Moved
from tests.golden.replaying import SHARED, plugin
from tests.runtime.chat_sample import piece, sse, whole
from tests.support.loopback import Loopback, Reply, Request, answer, stream
from tests.support.plugins import PluginError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the declarations are not there"),
]

HOST = "https://lab.openai.azure.example"
RESPONSE = {
    "object": "response",
    "status": "completed",
    "output": [{"type": "message", "content": [{"type": "output_text", "text": "hi"}]}],
    "usage": {"input_tokens": 1, "output_tokens": 1},
}
SENT = yaml.safe_load(Path(__file__).with_name("azure_openai").joinpath("sent.yaml").read_text("utf-8"))


class Azure:
    """The plugin, running, and the one server that it reaches, whatever the address."""

    def __init__(self, folder: Path) -> None:
        self.server = Loopback()
        self.process = Moved(plugin("azure_openai", folder), "azure_openai")
        self.process.port, self.process.patience = int(self.server.url.rpartition(":")[2]), 10.0

    def chat(self, base: str, more: dict[str, Any] | None = None, **asked: Any) -> str:
        """What a deployment of a base model says."""
        form = {
            "openai_api_base": HOST,
            "auth_method": "api_key",
            "openai_api_key": "k-1234",
            "base_model_name": base,
            **(more or {}),
        }
        call = {"model_parameters": {}, "tools": None, "stop": None, "stream": True, "user_id": "u-1", **asked}
        messages = [{"role": "user", "content": "hi"}]
        answers = self.process.ask(
            "invoke_llm", model_type="llm", model="mine", credentials=form, prompt_messages=messages, **call
        )
        return "".join(str(one["delta"]["message"]["content"]) for one in answers)


@pytest.fixture(scope="module")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Azure]:
    running = Azure(tmp_path_factory.mktemp("azure"))
    with running.server, running.process:
        running.server.reply(serve)
        yield running


@pytest.fixture(autouse=True)
def fresh(azure: Azure) -> None:
    azure.server.requests.clear()


def serve(request: Request) -> Reply:
    """A server that speaks all of it."""
    path = request.path.partition("?")[0]
    if path.endswith("/token"):
        return answer(200, {"access_token": "entra-1", "expires_in": 3600})
    if path.endswith("/responses"):
        return answer(200, RESPONSE)
    if not request.json.get("stream"):
        return answer(200, {**whole(content="hi"), "choices": [{"message": {"content": "hi"}, "text": "hi"}]})
    return stream(sse(piece("stop", content="hi", text="hi"), "[DONE]"))


def offered() -> Iterator[tuple[str, str]]:
    """(model type, base model): what the form offers."""
    said = yaml.safe_load((SHARED / "corpus/azure_openai/provider/azure_openai.yaml").read_text("utf-8"))
    fields = said["model_credential_schema"]["credential_form_schemas"]
    for option in next(one["options"] for one in fields if one["variable"] == "base_model_name"):
        yield option["show_on"][0]["value"], option["value"]


def test_every_base_model_that_the_form_offers_is_described(azure: Azure) -> None:
    wrong: list[str] = []
    for type_, base in offered():
        form = {"openai_api_base": HOST, "auth_method": "api_key", "openai_api_key": "k", "base_model_name": base}
        [found] = azure.process.ask("get_ai_model_schemas", model_type=type_, model="mine", credentials=form)
        entity = found["model_schema"] or {}
        described = entity.get("model_properties") and (
            type_ != "llm" or (entity["parameter_rules"] and entity["pricing"])
        )
        if entity.get("model") != "mine" or not described:
            wrong.append(base)
    assert not wrong
    assert not azure.server.requests


@pytest.mark.parametrize("case", SENT)
def test_what_is_sent(azure: Azure, case: str) -> None:
    said = SENT[case]
    assert azure.chat(said["base"], said.get("form"), **said.get("asked", {})) == "hi"
    (request,) = azure.server.requests
    body = request.json
    assert request.path == said["path"]
    assert request.headers["api-key"] == "k-1234"
    assert {name: body.get(name) for name in said["body"]} == said["body"]


def application(secret: str) -> dict[str, str]:
    """The form of who lets an application ask."""
    return {
        "auth_method": "entra_id_service_principal",
        "azure_client_id": "app",
        "azure_tenant_id": "lab",
        "azure_client_secret": secret,
    }


def test_an_application_has_its_token_fetched_once(azure: Azure) -> None:
    for _ in range(2):
        azure.chat("gpt-4o", application("s-1234"))
    asked, *calls = azure.server.requests
    assert asked.path == "/lab/oauth2/v2.0/token"
    assert parse_qs(asked.body.decode())["client_secret"] == ["s-1234"]
    assert [(one.headers["authorization"], one.headers.get("api-key")) for one in calls] == [
        ("Bearer entra-1", None),
    ] * 2


@pytest.mark.parametrize(
    ("number", "said", "kind"),
    [
        (1, answer(401, {"error": "invalid_client", "error_description": "not refused-secret-1"}), "Authorization"),
        (2, answer(503, "down"), "ServerUnavailable"),
        (3, answer(200, "no token"), "ServerUnavailable"),
        (4, answer(200, {"token_type": "Bearer"}), "ServerUnavailable"),
        (5, answer(200, {"access_token": 7, "expires_in": None}), "ServerUnavailable"),
        (6, answer(200, ["no"]), "ServerUnavailable"),
        (7, Reply(200, {"Content-Length": "99"}, (b"{", None), chunked=False), "Connection"),
    ],
)
def test_an_application_that_gets_none(azure: Azure, number: int, said: Reply, kind: str) -> None:
    azure.server.reply(lambda asked: said if asked.path.endswith("/token") else serve(asked))
    secret = f"refused-secret-{number}"
    with pytest.raises(PluginError, match="Azure OpenAI Service Model") as caught:
        azure.chat("gpt-4o", application(secret))
    azure.server.reply(serve)
    assert caught.value.type == f"Invoke{kind}Error", caught.value.message
    assert secret not in caught.value.message
    assert azure.chat("gpt-4o", application(secret)) == "hi"

"""What no recording has of Hugging Face: vectors a token, models that cannot stream, models for something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.failures.subjects import Moved
from tests.golden.replaying import SHARED, plugin
from tests.runtime.chat_sample import sse
from tests.support.loopback import Loopback, Reply, Request, answer, stream
from tests.support.plugins import PluginError

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the declarations are not there"),
]

ABOUT: dict[str, Any] = {"cardData": {"inference": True}, "inferenceProviderMapping": {"hf-inference": {}}}
TOKEN = {"huggingfacehub_api_token": "hf-1234"}
OWN = {
    **TOKEN,
    "huggingfacehub_api_type": "inference_endpoints",
    "huggingface_namespace": "lab",
    "huggingfacehub_endpoint_url": "https://one.endpoints.example",
    "task_type": "feature-extraction",
}


class Hub:
    """The plugin, running, and the one server that it reaches, whatever the address."""

    def __init__(self, process: Moved) -> None:
        self.server, self.process, self.about, self.reply = Loopback(), process, ABOUT, answer(200, [])
        self.process.port, self.process.patience = int(self.server.url.rpartition(":")[2]), 10.0
        self.server.reply(self._serve)

    def embedded(self, *texts: str) -> Any:
        """The vectors of texts."""
        said = {"credentials": TOKEN, "texts": list(texts), "input_type": "document"}
        [found] = self.process.ask("invoke_text_embedding", model_type="text-embedding", model="org/e", **said)
        return found["embeddings"]

    def chat(self, model: str) -> str:
        """What a model goes on with, asked for a stream."""
        messages = [{"role": "user", "content": "hi"}]
        call: dict[str, Any] = {
            "model_parameters": {},
            "tools": None,
            "stop": None,
            "stream": True,
            "prompt_messages": messages,
        }
        found = self.process.ask("invoke_llm", model_type="llm", model=model, credentials=TOKEN, **call)
        return "".join(str(one["delta"]["message"]["content"]) for one in found)

    def test(self, type_: str, **credentials: str) -> None:
        """Tests a form. Raises PluginError."""
        self.process.ask("validate_model_credentials", model_type=type_, model="org/e", credentials=credentials)

    def _serve(self, request: Request) -> Reply:
        return answer(200, self.about) if request.method == "GET" else self.reply


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Moved]:
    with Moved(plugin("huggingface_hub", tmp_path_factory.mktemp("hub")), "huggingface_hub") as running:
        yield running


@pytest.fixture
def hub(process: Moved) -> Iterator[Hub]:
    made = Hub(process)
    with made.server:
        yield made


@pytest.mark.parametrize(
    "given",
    [
        [[2.0, 3.0], [1.0, 0.0]],
        [[[1.0, 2.0], [3.0, 4.0]], [[1.0, 0.0]]],
        [[[[1.0, 2.0], [3.0, 4.0]]], [[[1.0, 0.0]]]],
    ],
    ids=["a text", "a token", "a token, within a list of one"],
)
def test_a_vector_for(hub: Hub, given: Any) -> None:
    hub.about, hub.reply = {**ABOUT, "pipeline_tag": "sentence-similarity"}, answer(200, given)
    assert hub.embedded("two words", "one") == [[2.0, 3.0], [1.0, 0.0]]


@pytest.mark.parametrize(
    "given",
    [{"vectors": []}, [[1.0]], [[], []], [[[]], [[1.0]]], [["a"], ["b"]], [1.0, 2.0], ["a", "b"], [None, None], "no"],
)
def test_no_vectors(hub: Hub, given: Any) -> None:
    hub.about, hub.reply = {**ABOUT, "pipeline_tag": "feature-extraction"}, answer(200, given)
    with pytest.raises(PluginError, match="Hugging Face Model") as caught:
        hub.embedded("a", "b")
    assert caught.value.type == "InvokeServerUnavailableError"


def test_who_serves_a_model_may_be_a_list(hub: Hub) -> None:
    hub.about = {"pipeline_tag": "text-generation", "inferenceProviderMapping": [{"provider": "hf-inference"}]}
    hub.reply = stream(sse({"token": {"text": "hi"}}))
    assert hub.chat("org/listed") == "hi"


def test_models_that_cannot_stream(hub: Hub) -> None:
    hub.about = {**ABOUT, "pipeline_tag": "text-generation"}
    hub.reply = answer(200, [{"generated_text": "at once"}])
    assert hub.chat("org/Baichuan2") == "at once"
    hub.reply = stream(sse({"token": {"text": "in "}}, {"token": {"text": "pieces"}}, {"token": {"special": True}}))
    assert hub.chat("org/other") == "in pieces"
    assert [asked.json["stream"] for asked in hub.server.requests if asked.method == "POST"] == [False, True]


@pytest.mark.parametrize(
    ("type_", "about", "said"),
    [
        ("llm", {"pipeline_tag": "feature-extraction"}, "is for feature-extraction"),
        ("text-embedding", {"pipeline_tag": "text-generation"}, "is for text-generation"),
        ("llm", {"pipeline_tag": "text-generation", "cardData": {"inference": False}}, "is not served"),
        ("llm", {"pipeline_tag": "text-generation", "inferenceProviderMapping": {"other": {}}}, "is not served"),
        ("llm", {"pipeline_tag": "text-generation", "inferenceProviderMapping": [{"provider": "x"}]}, "is not served"),
        ("llm", {"pipeline_tag": "text-generation", "inferenceProviderMapping": 1}, "is not served"),
    ],
)
def test_what_a_model_is_not_for(hub: Hub, type_: str, about: dict[str, Any], said: str) -> None:
    hub.about = {**ABOUT, **about}
    with pytest.raises(PluginError, match=said):
        hub.test(type_, **TOKEN)
    assert {asked.method for asked in hub.server.requests} == {"GET"}


def test_an_endpoint_of_another_model(hub: Hub) -> None:
    hub.about = {"items": [{"status": {"url": "https://one.endpoints.example"}, "model": {"repository": "org/other"}}]}
    with pytest.raises(PluginError, match="no endpoint of lab at this address serves org/e"):
        hub.test("text-embedding", **OWN)

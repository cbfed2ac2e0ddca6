"""How Workshop is spoken to."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from adapter.entities import Credentials, Discovered, LlmCredentials, LlmParameters
from runtime import calls, customs, errors, events, polling

type ChatCall = calls.ChatCall[LlmCredentials, Discovered, LlmParameters]


@attrs.frozen
class Client:
    """A vendor's own client."""

    greeting: str


def client(cred: Credentials) -> Client:
    """A client that knows whose it is."""
    return Client(f"for {cred.api_key[:2]}")


def token(cred: Credentials) -> str | None:
    """The server wants keys in capital letters."""
    return cred.api_key.upper()


def discover(call: calls.Call[Credentials, Discovered]) -> Discovered:
    """What the server says of a model."""
    found = call.http.get(f"models/{call.model.name}")
    return Discovered(length=found.get("length"), sees=found.get("sees"))


def schema(call: calls.Call[Credentials, Discovered], draft: customs.Draft) -> None:
    """The label says how long texts may be."""
    draft.label(f"{call.model.name} ({call.discovered.length})")


def classify(problem: errors.Problem) -> errors.Kind | None:
    """The server says with a teapot that it is busy."""
    return errors.RATE_LIMIT if problem.status == 418 else None


def chat(call: ChatCall) -> Iterator[events.Event]:
    """One word a line; a line with a star is a thought."""
    yield events.Text(call.client.greeting + " ")
    for line in call.http.lines("talk", {"tone": call.cred.tone, "heat": call.param.temperature, **call.body}):
        yield events.Reasoning(line[1:]) if line.startswith("*") else events.Text(line)
    yield events.Usage(3, 4)
    yield events.Finish("stop")


def count_tokens(call: ChatCall) -> int:
    """A token a message."""
    return len(call.messages)


def start(call: ChatCall) -> polling.Answer:
    """Starts a job."""
    return polling.Pending({"job": call.http.post("jobs", dict(call.body))["job"]})


def check(call: calls.Call[LlmCredentials, Discovered], state: Mapping[str, Any]) -> polling.Answer:
    """Asks for a job."""
    found = call.http.get(f"jobs/{state['job']}")
    if found["state"] == "running":
        return polling.Pending(state, after=found["wait"])
    if found["state"] == "failed":
        return polling.Failed(found["why"])
    return [events.Text(found["text"]), events.Usage(5, 6)]


def embed(call: calls.EmbedCall[Credentials, Discovered], batch: list[str]) -> calls.Vectors:
    """Vectors of texts."""
    return calls.Vectors(call.http.post("vectors", {"texts": batch, "for": call.input_type})["vectors"])


def embed_media(call: calls.EmbedCall[Credentials, Discovered], batch: list[calls.Item]) -> calls.Vectors:
    """Vectors of texts and images."""
    items = [item.data if item.kind == "text" else item.data_url for item in batch]
    return calls.Vectors(call.http.post("vectors", {"items": items})["vectors"], tokens=len(batch))


def count_words(call: calls.EmbedCall[Credentials, Discovered], text: str) -> int:
    """A token a word."""
    return len(text.split())


def transcribe(call: calls.TranscribeCall[Credentials, Discovered], audio: calls.Audio) -> str:
    """What was heard."""
    return call.http.text("hear", {"name": audio.filename}, {"sound": (audio.filename, audio.file.read(), audio.mime)})


def voices(call: calls.Call[Credentials, Discovered], language: str | None) -> list[calls.Voice]:
    """The server's voices."""
    found = call.http.get("voices", {"language": language})
    return [calls.Voice(name, name.lower(), ("en-US",)) for name in found["voices"]]


def speak(call: calls.SpeakCall[Credentials, Discovered], text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """The spoken text."""
    return call.http.audio("say", {"text": text, "voice": voice, "format": format})


def moderate(call: calls.ModerateCall[Credentials, Discovered], chunks: list[str]) -> list[bool]:
    """Whether texts are to be refused."""
    return [bool(verdict) for verdict in call.http.post("judge", {"chunks": chunks})["bad"]]

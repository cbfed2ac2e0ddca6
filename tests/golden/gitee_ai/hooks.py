"""What Gitee AI does in its own way: a reranker that counts from 1, and speech as WAV, which Dify plays as MP3."""

from collections.abc import Iterator
from io import BytesIO

from adapter.entities import Credentials, Discovered
from pydub import AudioSegment
from runtime import answers, calls

type RerankCall = calls.RerankCall[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]


def rerank(call: RerankCall, query: str, docs: list[str], top_n: int | None) -> list[tuple[int, float]]:
    """The ranking of a model that also takes images; it always ranks all documents."""
    documents = [{"text": doc} for doc in docs]
    body = {"model": call.model.wire_name, "query": {"text": query}, "documents": documents, "return_documents": True}
    answer = call.http.post("/rerank/multimodal", body)
    return [(index - 1, score) for index, score in answers.ranking(answer, results="", index="index", score="score")]


def speak(call: SpeakCall, text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """The speech as MP3, with the one voice that each model has."""
    body = {"model": call.model.wire_name, "input": text}
    spoken = AudioSegment.from_file(BytesIO(b"".join(call.http.audio("/audio/speech", body))))
    yield spoken.export(BytesIO(), format="mp3").getvalue()

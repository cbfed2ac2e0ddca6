"""What some servers behind this provider do in a way of their own: speech of BytePlus, rerankers that want a number."""

import base64
import json
from collections.abc import Iterator

from adapter.entities import Credentials, Discovered, TtsCredentials
from runtime import calls, errors
from runtime.protocols import jina_rerank

type RerankCall = calls.RerankCall[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[TtsCredentials, Discovered]

_ADDITIONS = {
    "disable_markdown_filter": True,
    "enable_language_detector": True,
    "cache_config": {"text_type": 1, "use_cache": True},
}


def rerank(call: RerankCall, query: str, docs: list[str], top_n: int | None) -> list[tuple[int, float]]:
    """Jina's ranking; all documents are asked for where nobody said how many."""
    return jina_rerank.rerank(call, query, docs, len(docs) if top_n is None else top_n)


def speak(call: SpeakCall, text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """Speech of BytePlus: lines of JSON with pieces of audio, the last of which says how it went."""
    audio = {"format": format or "mp3", "sample_rate": int(call.cred.tts_sample_rate or 24000)}
    wanted = {"text": text, "speaker": voice, "additions": json.dumps(_ADDITIONS), "audio_params": audio}
    for line in call.http.lines("/tts/unidirectional", {"req_params": wanted}):
        piece = json.loads(line) if line.strip() else {}
        if piece.get("code") not in (None, 0, 20000000):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, str(piece.get("message") or piece["code"]))
        if data := piece.get("data"):
            yield base64.b64decode(data)

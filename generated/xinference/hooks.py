"""What Xinference has beyond OpenAI's protocols: GET /v1/models/{uid} describes a model, and some have voices."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

from adapter.entities import Credentials, Discovered
from runtime import calls, errors
from runtime.protocols import openai_speech

type Call = calls.Call[Credentials, Discovered]
type SpeakCall = calls.SpeakCall[Credentials, Discovered]

# The server's model type for each of Dify's, and the start of an ability that such a model has if it names any.
_KINDS = {
    "llm": ("LLM", ""),
    "text-embedding": ("embedding", ""),
    "rerank": ("rerank", ""),
    "speech2text": ("audio", "audio2text"),
    "tts": ("audio", "text2audio"),
}

# Xinference lists no voices. These are built into models whose names start so; any other takes only its own choice.
_COSYVOICE = {
    "中文女": "zh-Hans",
    "中文男": "zh-Hans",
    "粤语女": "zh-Hant",
    "英文女": "en-US",
    "英文男": "en-US",
    "日语男": "ja-JP",
    "韩语女": "ko-KR",
}
_VOICES: Mapping[str, Mapping[str, str]] = {
    "cosyvoice-300m-sft": _COSYVOICE,
    "cosyvoice-300m-instruct": _COSYVOICE,
    "cosyvoice2": _COSYVOICE,
    "kokoro-82m-v1.1-zh": {},  # it has numbered voices, a hundred of them
    "kokoro": dict.fromkeys(("af_heart", "af_bella", "am_adam", "am_michael", "bf_emma", "bm_george"), "en-US"),
    "melotts-english": dict.fromkeys(("EN-US", "EN-BR", "EN_INDIA", "EN-AU"), "en-US"),
}
_DEFAULT = "default"


def discover(call: Call) -> Discovered:
    """The facts of the running model. Raises errors.Failure if there is none of this uid, or one of another type."""
    uid = call.model.wire_name
    try:
        about = call.http.get(f"/models/{quote(uid, safe='')}")
    except errors.Failure as failure:
        if failure.status in (400, 404) and "not found" in failure.message.lower():
            raise _wrong(f"the server runs no model with the uid {uid}") from None
        raise
    if not isinstance(about, dict) or "model_type" not in about:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer does not describe a model; is this an Xinference?")
    abilities = [str(ability) for ability in about.get("model_ability") or ()]
    _require_type(call.model.type, uid, str(about["model_type"]), abilities)
    if call.model.type == "llm":
        return Discovered(
            mode="chat" if "chat" in abilities or "generate" not in abilities else "completion",
            context_length=_length(about.get("context_length")),
            vision="vision" in abilities,
            tools="tools" in abilities,
        )
    if call.model.type in ("text-embedding", "rerank"):
        return Discovered(input_length=_length(about.get("max_tokens")))
    return Discovered(family=about.get("model_name"))


def voices(call: Call, language: str | None) -> list[calls.Voice]:
    """The server's own choice first, which also stands in for unknown voices; then those built into the model."""
    name = (call.discovered.family or "").lower()
    family = next((known for start, known in _VOICES.items() if name.startswith(start)), {})
    built_in = [calls.Voice(one, one, (spoken,)) for one, spoken in family.items() if language in (None, spoken)]
    return [calls.Voice("Default", _DEFAULT), *built_in]


def speak(call: SpeakCall, text: str, voice: str, format: str | None) -> Iterator[bytes]:
    """Speech as OpenAI has it, where an empty voice is what leaves the choice to the server."""
    return openai_speech.speak(call, text, "" if voice == _DEFAULT else voice, format)


def _require_type(wanted: str, uid: str, found: str, abilities: list[str]) -> None:
    """Abilities are looked at only where the server's type does not say enough, and old servers name none."""
    kind, ability = _KINDS[wanted]
    if found != kind:
        raise _wrong(f"the model {uid} is of the type {found}; {kind} is needed for {wanted}")
    if abilities and not any(one.startswith(ability) for one in abilities):
        raise _wrong(f"the model {uid} can {', '.join(abilities)}; {ability} is needed for {wanted}")


def _length(value: Any) -> int | None:
    """Tokens; None where the server says nothing of use."""
    return value if isinstance(value, int) and value > 0 else None


def _wrong(text: str) -> errors.Failure:
    return errors.Failure(errors.BAD_REQUEST, text)

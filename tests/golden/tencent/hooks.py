"""Tencent's recognition of recordings: bytes to an address whose parameters are signed."""

import hashlib
import hmac
import time
from base64 import b64encode
from urllib.parse import urlencode

from adapter.entities import Credentials, Discovered
from runtime import answers, calls, errors

type TranscribeCall = calls.TranscribeCall[Credentials, Discovered]

_OPTIONS: dict[str, object] = {
    "convert_num_mode": 1,
    "customization_id": "",
    "engine_type": "16k_zh",
    "filter_dirty": 0,
    "filter_modal": 0,
    "filter_punc": 0,
    "first_channel_only": 1,
    "hotword_id": "",
    "reinforce_hotword": 0,
    "sentence_max_length": 0,
    "speaker_diarization": 0,
    "voice_format": "mp3",
    "word_info": 0,
}


def transcribe(call: TranscribeCall, audio: calls.Audio) -> str:
    """The text of a recording. A code other than 0 is a failure, whatever the status."""
    path = f"/asr/flash/v1/{call.cred.app_id}"
    given = {**_OPTIONS, "secretid": call.cred.secret_id, "timestamp": int(time.time())}
    params = dict(sorted(given.items()))
    wanted = f"POSTasr.cloud.tencent.com{path}?{urlencode(params)}"
    signature = b64encode(hmac.digest(call.cred.secret_key.encode(), wanted.encode(), hashlib.sha1)).decode()
    answer = call.http.adding({"Authorization": signature}).upload(path, audio.file.read(), params)
    if answers.one(answer, "code") != 0:
        raise errors.Failure(errors.SERVER_UNAVAILABLE, str(answers.one(answer, "message") or "there is no result"))
    return "".join(str(text) for text in answers.every(answer, "flash_result[].text"))

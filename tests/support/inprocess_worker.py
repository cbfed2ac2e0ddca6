"""Loads the plugin in the working directory with the SDK's registration and executes requests from standard input.

One line a request (the daemon's message), one line an answer, in the form of the daemon's session events.
"""

import dify_plugin  # noqa: F401  (first: it patches the process)

# isort: split
import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))

from dify_plugin.config.config import DifyPluginEnv
from dify_plugin.core.entities.plugin import request as requests
from dify_plugin.core.plugin_executor import PluginExecutor
from dify_plugin.core.plugin_registration import PluginRegistration
from dify_plugin.core.runtime import Session
from pydantic_core import to_jsonable_python

# The message's action: the class of its request, and the executor's method.
ACTIONS: dict[str, tuple[type[Any], Callable[..., Any]]] = {
    "validate_provider_credentials": (
        requests.ModelValidateProviderCredentialsRequest,
        PluginExecutor.validate_model_provider_credentials,
    ),
    "validate_model_credentials": (
        requests.ModelValidateModelCredentialsRequest,
        PluginExecutor.validate_model_credentials,
    ),
    "invoke_llm": (requests.ModelInvokeLLMRequest, PluginExecutor.invoke_llm),
    "get_llm_num_tokens": (requests.ModelGetLLMNumTokens, PluginExecutor.get_llm_num_tokens),
    "invoke_text_embedding": (requests.ModelInvokeTextEmbeddingRequest, PluginExecutor.invoke_text_embedding),
    "get_text_embedding_num_tokens": (
        requests.ModelGetTextEmbeddingNumTokens,
        PluginExecutor.get_text_embedding_num_tokens,
    ),
    "invoke_rerank": (requests.ModelInvokeRerankRequest, PluginExecutor.invoke_rerank),
    "start_polling": (requests.ModelStartPollingRequest, PluginExecutor.start_llm_polling),
    "check_polling": (requests.ModelCheckPollingRequest, PluginExecutor.check_llm_polling),
    "invoke_multimodal_embedding": (
        requests.ModelInvokeMultimodalEmbeddingRequest,
        PluginExecutor.invoke_multimodal_embedding,
    ),
    "invoke_multimodal_rerank": (
        requests.ModelInvokeMultimodalRerankRequest,
        PluginExecutor.invoke_multimodal_rerank,
    ),
    "invoke_tts": (requests.ModelInvokeTTSRequest, PluginExecutor.invoke_tts),
    "get_tts_model_voices": (requests.ModelGetTTSVoices, PluginExecutor.get_tts_model_voices),
    "invoke_speech2text": (requests.ModelInvokeSpeech2TextRequest, PluginExecutor.invoke_speech_to_text),
    "invoke_moderation": (requests.ModelInvokeModerationRequest, PluginExecutor.invoke_moderation),
    "get_ai_model_schemas": (requests.ModelGetAIModelSchemas, PluginExecutor.get_ai_model_schemas),
}


def say(kind: str, data: Any) -> None:
    """One session event."""
    event = {"event": "session", "data": {"type": kind, "data": to_jsonable_python(data, by_alias=True)}}
    print(json.dumps(event), flush=True)


def main(prepare: Callable[[dict[str, Any]], None] | None = None) -> None:
    """Answers until the input ends; `prepare` sees each message first."""
    registration = PluginRegistration(DifyPluginEnv())
    executor = PluginExecutor(DifyPluginEnv(), registration)
    session = Session.empty_session()
    print(json.dumps({"event": "ready"}), flush=True)
    for line in sys.stdin:
        message = json.loads(line)
        data = message["data"]
        if prepare:
            prepare(message)
        try:
            request, method = ACTIONS[data["action"]]
            answer = method(executor, session, request(**data))
            if hasattr(answer, "__next__"):
                for part in answer:
                    say("stream", part)
            else:
                say("stream", answer)
        except Exception as error:  # noqa: BLE001  (reported to the test, as the SDK reports it to the daemon)
            told = {"traceback": traceback.format_exc()}
            say("error", {"error_type": type(error).__name__, "message": str(error), "args": told})
        say("end", {})


if __name__ == "__main__":
    main()

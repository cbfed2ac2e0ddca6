"""OpenLLM before it spoke OpenAI's protocols: a prompt with the settings of its sampler, and a bare list of texts."""

from collections.abc import Iterator
from typing import Any

from adapter.entities import Credentials, Discovered, LlmParameters
from runtime import answers, calls, errors, events

type ChatCall = calls.ChatCall[Credentials, Discovered, LlmParameters]
type EmbedCall = calls.EmbedCall[Credentials, Discovered]

_ZEROS = (
    "min_length epsilon_cutoff eta_cutoff diversity_penalty no_repeat_ngram_size "
    "encoder_no_repeat_ngram_size presence_penalty frequency_penalty"
)
_ONES = (
    "num_beams num_beam_groups typical_p repetition_penalty encoder_repetition_penalty length_penalty "
    "num_return_sequences n"
)
_OFF = (
    "early_stopping renormalize_logits remove_invalid_values output_attentions output_hidden_states output_scores "
    "use_beam_search ignore_eos"
)
_CONFIG: dict[str, Any] = {
    **dict.fromkeys(_ZEROS.split(), 0),
    **dict.fromkeys(_ONES.split(), 1),
    **dict.fromkeys(_OFF.split(), False),
    "use_cache": True,
    "skip_special_tokens": True,
}


def chat(call: ChatCall) -> Iterator[events.Event]:
    """The text that goes on from the messages."""
    prompt = "\n".join(filter(None, (message.get_text_content() for message in call.messages)))
    config = {**_CONFIG, **call.body.get("llm_config", {})}
    body = {"stop": list(call.stop), "prompt": prompt, "llm_config": config}
    if call.stream:
        pieces: Iterator[Any] = call.http.stream("/v1/generate_stream", body)
    else:
        pieces = iter([call.http.post("/v1/generate", body)])
    for piece in pieces:
        if not answers.every(piece, "outputs[]"):
            raise errors.Failure(errors.SERVER_UNAVAILABLE, "the answer has no text")
        yield events.Text("".join(str(text) for text in answers.every(piece, "outputs[].text")))
        said = sum(len(ids) for ids in answers.every(piece, "outputs[].token_ids") if isinstance(ids, list))
        yield events.Usage(len(answers.every(piece, "prompt_token_ids[]")), said)
        if reason := answers.one(piece, "outputs[].finish_reason"):
            yield events.Finish(str(reason))


def embed(call: EmbedCall, batch: list[str]) -> calls.Vectors:
    """One vector a text."""
    answer = call.http.post("/v1/embeddings", batch)
    return calls.Vectors(answers.every(answer, "[].embeddings[]"), answers.count(answer, "[].num_tokens"))

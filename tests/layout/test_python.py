"""What is read from a plugin's Python."""

from __future__ import annotations

from difyspec.layout.python.module import Module, read_module


def module(text: str, name: str = "models/llm/llm.py") -> Module:
    return read_module(name, name, text)


def test_classes_and_where_their_bases_come_from() -> None:
    found = module(
        "import dify_plugin\nfrom dify_plugin import LargeLanguageModel as L\nfrom ..common import Common\n"
        "class A(Common, L): x = 1\nclass B(dify_plugin.OAICompatRerankModel, A):\n    y: int\n    def z(self): ...\n"
    )
    a, b = found.classes
    assert a.bases == ("models.common.Common", "dify_plugin.LargeLanguageModel")
    assert b.bases == ("dify_plugin.OAICompatRerankModel", "models.llm.llm.A")
    assert a.members == {"x"}
    assert b.members == {"y", "z"}
    assert (b.span.line, b.span.column, b.span.end_column) == (5, 7, 8)


def test_names_in_the_order_in_which_they_are_bound() -> None:
    found = module("import a.b\nif a:\n    import c as d\ntry:\n    from e import f\nexcept E:\n    class G: ...\n")
    assert [(one.name, one.bound if isinstance(one.bound, str) else "class") for one in found.bindings] == [
        ("a", "a"),
        ("d", "c"),
        ("f", "e.f"),
        ("G", "class"),
    ]


def test_relative_imports_of_packages() -> None:
    found = module("from . import x\nfrom .y import z\n", "models/llm/__init__.py")
    assert [one.bound for one in found.bindings] == ["models.llm.x", "models.llm.y.z"]


def test_what_init_takes() -> None:
    text = "class A:\n    def __init__(self, a, b=1): ...\nclass B:\n    def __init__(self, *a, c): ...\nclass C: ...\n"
    a, b, c = module(text).classes
    assert (a.takes, a.init is None) == ((1, 2), False)
    assert b.takes[0] > 100
    assert c.init is None


def test_keys_that_are_read_and_written() -> None:
    found = module(
        "def f(self, credentials, _credentials):\n"
        "    credentials['a']; credentials.get('b', 1); self.credentials.pop('c'); 'd' in credentials\n"
        "    credentials['e'] = 1; credentials.setdefault('f', 2); credentials.update({'g': 1}, h=2)\n"
        "    x = {**credentials, 'i': 3}; other['z']; _credentials['j']\n"
    ).credentials
    assert [key for key, _ in found.read] == ["a", "b", "c", "d", "j"]
    assert found.written == {"e", "f", "g", "h", "i"}
    assert not found.dynamic
    assert (found.read[0][1].line, found.read[0][1].column, found.read[0][1].end_column) == (2, 17, 20)


def test_computed_keys() -> None:
    for text in (
        "credentials[name]",
        "credentials.get(name)",
        "f(**credentials)",
        "for key in credentials: pass",
        "credentials.items()",
        "[k for k in credentials]",
    ):
        assert module(text).credentials.dynamic, text


def test_models_that_credentials_are_tested_with() -> None:
    text = (
        "class P:\n    def validate_provider_credentials(self, credentials):\n"
        "        name = credentials.get('m') or 'a'\n"
        "        x.validate_credentials(model=name, credentials=credentials)\n"
        "        x.validate_credentials('b' if y else 'c', credentials)\n"
        "        x.validate_credentials(z, credentials)\n"
        "    def other(self):\n        x.validate_credentials('d', {})\n"
    )
    assert [one.model for one in module(text).probes] == ["a", "b", "c"]


def test_constants_of_module_and_class_that_credentials_are_tested_with() -> None:
    text = (
        "MODEL: str = 'a'\nclass P:\n    OTHER = 'b'\n    def validate_provider_credentials(self, credentials):\n"
        "        name = credentials.get('validate_model') or MODEL\n"
        "        x.validate_credentials(model=name, credentials=credentials)\n"
        "        x.validate_credentials(model=self.OTHER, credentials=credentials)\n"
    )
    found = module(text).probes
    assert [(one.model, one.span.line) for one in found] == [("a", 1), ("b", 3)]


def test_what_is_no_python() -> None:
    found = module("a = 1\ndef (:\n")
    assert found.trouble is not None
    assert found.trouble[0].line == 2
    assert module("x = '\0'").trouble is not None

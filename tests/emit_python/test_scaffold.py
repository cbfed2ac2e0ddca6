"""Skeletons of hooks: typed, complete, and loud until they are written."""

from __future__ import annotations

import ast

import black
import pytest
from black.mode import TargetVersion
from difyspec.emit.python.scaffold import hooks_module, with_hooks
from difyspec.provider.hooks import Place, Reference, references, signature
from difyspec.provider.models import ModelType
from difyspec.provider.plugin import Provider

from tests.emit_python import wide, xinference

MODE = black.Mode(line_length=120, target_versions={TargetVersion.PY312})
EXISTING = '"""By hand."""\n\nimport json\nfrom runtime import calls\n\nLIMIT = 5\n'


def functions(source: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("provider", [xinference.provider(), wide.provider()], ids=lambda one: one.name)
def test_every_hook_of_a_provider_gets_a_skeleton(provider: Provider) -> None:
    source = hooks_module(provider, references(provider))
    assert black.format_str(source, mode=MODE) == source
    found = functions(source)
    for reference in references(provider):
        wanted = signature(reference.place, reference.type)
        assert tuple(one.arg for one in found[reference.name].args.args) == wanted.names
        assert isinstance(found[reference.name].body[-1], ast.Raise)
    assert set(found) == {reference.name for reference in references(provider)}


def test_a_skeleton_reads_like_a_task() -> None:
    source = hooks_module(xinference.provider(), [Reference(Place.PROTOCOL, ModelType.LLM, "talk")])
    assert source == (
        '"""What Xorbits Inference needs beyond its spec."""\n\n'
        "from collections.abc import Iterator\n\n"
        "from adapter.entities import Credentials, Discovered, LlmParameters\n"
        "from runtime import calls, events\n\n\n"
        "def talk(call: calls.ChatCall[Credentials, Discovered, LlmParameters]) -> Iterator[events.Event]:\n"
        '    """Asks the server and yields what it says."""\n'
        '    raise NotImplementedError("hooks.talk is not written yet")\n'
    )


def test_skeletons_join_what_is_there() -> None:
    provider = wide.provider()
    source = with_hooks(EXISTING, provider, [Reference(Place.VOICES, ModelType.TTS, "voices")])
    assert source.startswith('"""By hand."""\n\nimport json\nfrom runtime import calls\nfrom adapter.entities import ')
    assert source.count("calls\n") == 1
    assert "LIMIT = 5" in source
    assert list(functions(source)) == ["voices"]
    assert with_hooks(EXISTING, provider, []) == EXISTING
    assert with_hooks("", provider, references(provider)).startswith("from typing import Any\n")
    assert with_hooks('"""Doc."""\n', provider, references(provider)).startswith('"""Doc."""\n\nfrom typing import')


@pytest.mark.parametrize("place", list(Place))
@pytest.mark.parametrize("type_", [None, *ModelType])
def test_every_place_has_a_signature_or_none_of_that_type(place: Place, type_: ModelType | None) -> None:
    try:
        wanted = signature(place, type_)
    except LookupError:
        assert place in (Place.PROTOCOL, Place.COUNT_TOKENS, Place.MEDIA)
        return
    for _, annotation in (*wanted.parameters, ("", wanted.returns)):
        filled = annotation.format(credentials="Credentials", parameters="LlmParameters")
        assert isinstance(ast.parse(filled, mode="eval"), ast.Expression)

"""The declaration itself: every key is described, every example is one, pydantic accepts the models."""

from __future__ import annotations

import subprocess
import sys

import pytest
from difyspec.diagnostics import at
from difyspec.language.docs import sections
from difyspec.language.kinds.base import BROKEN
from difyspec.language.kinds.sections import keys
from difyspec.language.positions import LIBRARY_FIELDS, LIBRARY_PARAMETERS
from difyspec.language.reader import Reader
from difyspec.language.section import Section

from tests.language.reading import source

SECTIONS = sections()


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_every_key_is_described_and_its_examples_are_read(section: type[Section]) -> None:
    assert section.__doc__
    for key in keys(section).values():
        assert key.description.endswith("."), key
        assert key.examples, key
        for example in key.examples:
            file = source(example)
            assert file.root is not None
            reader = Reader({file.file: file.text})
            assert key.kind.decode(file.root, reader) is not BROKEN, (key.name, example)
            assert not reader.findings, (key.name, example, reader.findings)


@pytest.mark.parametrize("section", SECTIONS.values(), ids=SECTIONS)
def test_what_is_required_has_a_blank_and_what_is_short_is_a_field(section: type[Section]) -> None:
    for key in keys(section).values():
        assert key.kind.words
        if key.required:
            assert key.kind.blank(at("x")) is not None
    assert section.short is None or section.short in section.model_fields


def test_pydantic_can_build_every_model() -> None:
    for section in SECTIONS.values():
        assert section.model_config["frozen"]
        assert section.model_config["extra"] == "forbid"
        section.model_rebuild(force=True)


def test_names_of_the_library_are_those_of_the_library() -> None:
    from difyspec.resolve.library import library

    assert library().fields.names == LIBRARY_FIELDS
    assert library().parameters.names == LIBRARY_PARAMETERS


def test_importing_the_language_is_quick() -> None:
    code = (
        "import time, pydantic, yaml; from pydantic import BaseModel, Field\n"
        "import difyspec.source, difyspec.provider.plugin\n"
        "t = time.process_time(); import difyspec.language; print(time.process_time() - t)"
    )
    spent = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout) for _ in range(3)
    ]
    assert min(spent) < 0.25  # 0.05 on an idle machine; a models file that builds its schemas costs several times that

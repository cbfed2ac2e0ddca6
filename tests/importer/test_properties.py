"""Two properties of any plugin: emission gives back the data that was read, and factoring loses nothing of it."""

from __future__ import annotations

import yaml
from hypothesis import HealthCheck, given, settings

from tests.importer.generated import plugins
from tests.importer.importing import declared, from_memory


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plugins())
def test_any_plugin_comes_back(files: dict[str, bytes]) -> None:
    trip = from_memory(files)
    assert all(_is_no_model(files[name]) for name in trip.plugin.verbatim)
    verification = trip.verify()
    assert [one for one in verification.verdicts if not one.good] == [], trip.text
    assert not verification.findings
    assert declared(trip.again) == declared(trip.plugin.provider), trip.text


def _is_no_model(content: bytes) -> bool:
    """Whether a model's file has no name that anything could be called by, or a position file is no list of names."""
    data = yaml.load(content, Loader=yaml.CSafeLoader)
    return isinstance(data, list) or data["model"] in ("", None) or isinstance(data["model"], dict | list)

"""Settings as a check reads them: the files of a folder, and what they say."""

from __future__ import annotations

from pathlib import Path

from difyspec.policy import reading
from difyspec.source.placed import placed
from difyspec.source.upward import absolute, settings_files


def settings_of(folder: Path) -> reading.Read:
    """The settings for what lies in a folder."""
    return reading.settings_of(absolute(folder), [placed(one) for one in settings_files(folder)])

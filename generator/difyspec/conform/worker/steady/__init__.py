"""Steadiness: whatever differs from run to run, or would need the network or a program, is the same each time."""

from __future__ import annotations

from . import audio, clock, tokenizers


def hold() -> None:
    """Fixes the clock, randomness and token counters, and takes the place of ffmpeg. Before the plugin is loaded."""
    clock.stop()
    tokenizers.replace()
    audio.replace()

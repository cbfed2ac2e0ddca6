"""A first icon: the letter of the provider's name on a quiet ground."""

from __future__ import annotations

from xml.sax.saxutils import escape


def icon(label: str) -> str:
    """The text of ``icon.svg``."""
    letter = escape(label.strip()[:1].upper() or "?")
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">
  <rect width="48" height="48" rx="10" fill="#475467"/>
  <text x="24" y="33" text-anchor="middle" font-family="sans-serif" font-size="26" fill="#FFFFFF">{letter}</text>
</svg>
"""

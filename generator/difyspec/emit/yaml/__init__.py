"""Plain data as YAML text, written the way official plugins are and read alike by every YAML reader."""

from difyspec.emit.yaml.blocks import dump

__all__ = ["dump"]

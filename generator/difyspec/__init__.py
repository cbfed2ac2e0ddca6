"""Compiles one provider spec into a complete Dify model provider plugin."""

__version__ = "0.1.0"

"""Compiles one provider spec into a complete Dify model provider plugin."""

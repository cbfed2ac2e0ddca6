"""Emitters of what surrounds the plugin's code: start, dependencies, and what people read about it."""

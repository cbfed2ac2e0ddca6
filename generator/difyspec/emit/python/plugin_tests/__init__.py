"""``tests/`` of a plugin: Python that is the same in every plugin, and ``expected.json`` with what is this one's."""

"""What ``difyspec debug`` does: runs a generated plugin in Dify's SDK, in a process of its own, and talks to it."""

"""The manifest: permissions, memory, versions, names."""

"""What a plugin's Python says, read with `ast`: nothing of it is ever imported."""

"""The author's hooks: what their Python says, read without running it, and whether it fits the spec."""

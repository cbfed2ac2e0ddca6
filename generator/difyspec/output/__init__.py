"""Files in memory → disk: plan, lock, atomic apply, drift. The only writer of plugins.

``lock`` is what was written last, tracked in git. ``plan`` compares it with what shall be written and with what
stands on disk, ``journal`` carries a plan out so that a killed process leaves the old plugin or the new one, and
``drift`` says from digests alone whether a plugin is in step. Nothing is imported here, so that a command loads only
what it needs.
"""

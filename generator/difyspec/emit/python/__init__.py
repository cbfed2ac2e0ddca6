"""Emission of adapter Python and of a plugin's own tests.

Nothing of a spec's text becomes code: expressions arrive as trees, are turned into syntax trees (`expressions`) and
printed from those (`printer`); texts become constants through their values. Names come from tables or through `names`.
"""

"""Runs a plugin's own classes in Dify's SDK, with everything around them scripted.

This package is no part of the compiler: it is started by its path (``python .../worker``) with the interpreter that has
what the plugin needs, in the plugin's folder. It imports the standard library and the SDK only, and itself by relative
imports, since it goes by another name there.
"""

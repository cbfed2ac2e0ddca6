"""Provider → the data of a spec that says each thing once.

Everything here is a search for the shortest text that is still plain: parameters that models share become definitions,
models that are alike get a profile, and a model's line says what differs. The result is data (`provider.values`); how
it is laid out is decided where specs are written.
"""

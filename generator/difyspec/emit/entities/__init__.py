"""``adapter/entities.py``: typed credentials, discovered facts and parameters, by way of JSON Schema.

Which classes and attributes there are is asked of `provider.entities`; `schema` adds what only the classes themselves
need (descriptions, defaults, limits), `generator` turns the schema into Python.
"""

"""What every generated plugin does the same way: calls, transport, failures, forms, schemas.

Vendored into plugins file by file, so it imports only the standard library, the SDK's stable paths and what the SDK
itself depends on (httpx, pydantic, PyYAML).
"""

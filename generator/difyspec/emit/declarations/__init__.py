"""Emitters of the YAML that Dify reads; the adapter reads that of its custom models itself."""

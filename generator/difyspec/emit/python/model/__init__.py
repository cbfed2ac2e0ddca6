"""``models/<type>/<type>.py``: one short class a model type, with only what deviates from the runtime's defaults."""

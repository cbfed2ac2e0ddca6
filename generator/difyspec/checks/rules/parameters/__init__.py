"""Parameters of models: types, limits, defaults, templates."""

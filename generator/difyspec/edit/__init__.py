"""Changes to specs that leave alone whatever they are not about: comments, order, spelling."""

"""What rules look at: a plugin, its models, their parameters, the fields of its forms, and what loaders refuse of it.

All of them are made from the trees of the declarations, so each value knows its place; what has another shape than
Dify expects is None here, because the loaders' refusals are about that.
"""

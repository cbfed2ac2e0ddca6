"""Models: what their parts say of each other."""

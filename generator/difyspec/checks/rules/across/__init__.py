"""Several plugins compared with each other."""

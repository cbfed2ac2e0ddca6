"""Python: credentials, classes, what breaks at run time."""

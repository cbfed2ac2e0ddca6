"""Files that are missing, superfluous or not fit for the marketplace."""

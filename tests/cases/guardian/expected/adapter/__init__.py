"""What all models of Guardian share."""

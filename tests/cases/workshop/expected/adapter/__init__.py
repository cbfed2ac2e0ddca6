"""What all models of Workshop share."""

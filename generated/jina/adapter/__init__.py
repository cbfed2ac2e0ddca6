"""What all models of Jina share."""

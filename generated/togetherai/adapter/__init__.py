"""What all models of together.ai share."""

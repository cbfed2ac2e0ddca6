"""What all models of GroqCloud share."""

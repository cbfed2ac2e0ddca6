"""What all models of MistralAI share."""

"""What all models of OpenAI share."""

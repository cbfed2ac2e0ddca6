"""What all models of OpenLLM share."""

"""What all models of DeepSeek share."""

"""What all models of SiliconFlow share."""

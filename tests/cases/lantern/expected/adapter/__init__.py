"""What all models of Lantern share."""

"""What all models of Xorbits Inference share."""

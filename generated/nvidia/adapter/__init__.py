"""What all models of API Catalog share."""

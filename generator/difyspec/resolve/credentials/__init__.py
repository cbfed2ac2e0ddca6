"""The forms users fill in, and the facts that validation keeps beside them."""

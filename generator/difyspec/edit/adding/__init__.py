"""Adding to a spec by inserting text: everything else stays as it is, byte for byte."""

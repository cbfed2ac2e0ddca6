"""What ``difyspec conform`` does: runs plugins in Dify's SDK, each in its environment, and shows how they differ."""

"""Every value a provider comes to, and where each of them was written: what ``difyspec show`` prints."""

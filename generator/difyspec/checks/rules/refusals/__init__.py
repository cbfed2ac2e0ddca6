"""What a loader of Dify refuses: the plugin cannot be packed, installed, started or called."""

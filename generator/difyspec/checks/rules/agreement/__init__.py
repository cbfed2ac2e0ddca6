"""Where the SDK, the daemon, slim and Dify would see different plugins."""

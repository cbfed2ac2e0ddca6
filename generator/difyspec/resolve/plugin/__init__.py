"""The plugin as a package: manifest, permissions, icons and other files."""

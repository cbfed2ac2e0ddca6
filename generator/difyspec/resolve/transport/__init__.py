"""How the server is spoken to: connection, requests, tests of credentials, failures."""

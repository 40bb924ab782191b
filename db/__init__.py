"""The local database. Knows nothing of the app."""

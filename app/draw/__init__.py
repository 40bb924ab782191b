"""Pictures as values: drawn once from data, rendered in the window and on paper."""

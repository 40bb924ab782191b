"""The finding on paper."""

"""All that the guide holds, as articles that link to each other."""

"""Small reusable pieces of the window that know nothing of the session."""

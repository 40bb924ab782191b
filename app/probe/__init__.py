"""What a real model does on the user's own labelled examples."""

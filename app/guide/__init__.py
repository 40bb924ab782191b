"""What the survey says, as typed and checked data."""

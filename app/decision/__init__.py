"""What follows from the guide for one user's task. Pure: values in, values out."""

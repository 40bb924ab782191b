"""The command line. Prints, sets exit codes, and decides nothing."""

"""The kinds of task that can be measured, each in a module of its own."""

"""Signpost: should a language task be done by prompting a large model, or by a fine-tuned one?"""

__version__ = "0.1.0"

"""Trucewatch: a ceasefire monitor from open sources."""

__version__ = "0.1.0"

"""The compliance room."""
